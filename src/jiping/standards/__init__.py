"""Standards: what each jurisdiction demands, as versioned TOML beside this file."""

from .description import describe
from .faults import StandardError
from .form import Form
from .loading import load, names
from .model import Standard
from .recognition import recognise

__all__ = ["Form", "Standard", "StandardError", "describe", "load", "names", "recognise"]
