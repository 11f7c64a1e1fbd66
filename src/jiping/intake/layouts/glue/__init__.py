"""What reading glued text stands on: the text on one tape, its headings, cells and rows."""
