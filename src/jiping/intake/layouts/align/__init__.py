"""Text whose columns stand under each other: from places on the line to rows and columns."""
