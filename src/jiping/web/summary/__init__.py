"""What the filings of a campaign say together: built aside by the core, shown, every figure a way in."""
