"""Figures of a text bound to the fields they come from: change the field and the text follows.

A bound text is plain text with marks: `全年执行[[/budget/rows/0/executed]]`. `render` puts in the
figures, `bind` finds them in a plain text, `drifted` tells which are no longer the field's.
"""

from .notation import GAP, gap, gaps, mark, pointers, render
from .quantities import field_quantity, quantities
from .quantity import Quantities, Quantity
from .reading import Drift, Fields, bind, drifted, follow, typed_over

__all__ = [
    "GAP", "Drift", "Fields", "Quantities", "Quantity", "bind", "drifted", "field_quantity", "follow", "gap", "gaps", "mark",
    "pointers", "quantities", "render", "typed_over",
]  # fmt: skip
