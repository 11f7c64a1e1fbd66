"""The programming interface for budget systems."""
