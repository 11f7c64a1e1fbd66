"""Names that Django asks for."""
