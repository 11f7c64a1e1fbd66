"""One reader per file format: `read(data) -> Content`. None knows of forms."""
