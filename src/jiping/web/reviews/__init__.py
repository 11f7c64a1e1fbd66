"""Decisions, remarks, reviewed scores, samples."""
