"""The pages on which a unit fills in its filing: form, report, reading in, evidence, submission."""
