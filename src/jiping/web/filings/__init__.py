"""Filings: draft, edits, submission, versions."""
