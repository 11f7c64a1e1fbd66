"""Beneath the layout `grid`: the rows of true tables, and what each block of a form says in them."""
