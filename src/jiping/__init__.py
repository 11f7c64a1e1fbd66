"""Jiping 绩评: reads, scores and checks budget performance self-evaluations."""

__version__ = "0.1.0"
