"""The library of indicators (指标库)."""
