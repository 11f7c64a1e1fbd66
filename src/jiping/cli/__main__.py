"""`python -m jiping.cli`."""

from . import main

main()
