"""The yearly task, its board, its imports."""
