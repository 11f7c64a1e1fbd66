"""The roster of a campaign: its units, projects and budget figures, from Excel or a budget system."""
