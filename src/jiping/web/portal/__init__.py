"""Publication: the public site of all published filings, built aside and served under /public/."""
