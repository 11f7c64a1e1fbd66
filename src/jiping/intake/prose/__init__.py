"""Running text: reports, and forms whose rows are told in sentences instead of tables."""
