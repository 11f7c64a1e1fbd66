"""One module per way of printing a form: which text stands in which field.

Every layout module has `find_forms(blocks)`, which answers the forms it is sure to see in its own
way of printing and where in the blocks each begins and ends, and nothing for documents of another.
"""

from __future__ import annotations

from typing import NamedTuple

from jiping.intake.document import Line
from jiping.intake.form_text import FormText


class FormSpan(NamedTuple):
    """A form and the blocks `[start, end)` that it takes up; what lies between is running text.

    `below` are lines of text found under the form in its own last block (a sheet with the report).
    """

    form: FormText
    start: int
    end: int
    below: tuple[Line, ...] = ()
