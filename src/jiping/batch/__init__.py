"""From one filing to a country: many documents → Parquet data sets, and what they say together."""
