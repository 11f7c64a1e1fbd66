"""Standards: what each jurisdiction demands, as versioned TOML beside this file."""

from .description import describe
from .faults import StandardError
from .form import Form
from .loading import load, names
from .model import Standard
from .overview import MAKERS, listed, maker
from .recognition import Shown, recognise

__all__ = [
    "MAKERS", "Form", "Shown", "Standard", "StandardError", "describe", "listed", "load", "maker",
    "names", "recognise",
]  # fmt: skip
