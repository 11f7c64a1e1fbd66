"""What was read and found, written for others: SARIF, the officer's work sheet, a page to read."""
