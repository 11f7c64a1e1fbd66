"""Backup of a running site and restore: database, evidence files, and the head of the log's chain."""
