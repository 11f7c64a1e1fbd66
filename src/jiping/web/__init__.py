"""The yearly campaign as a web application: Django around the core, which it asks and never copies."""
