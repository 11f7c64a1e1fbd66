"""The log and its hash chain."""
