"""The application as a server runs it."""

from __future__ import annotations

import gc
import os
import sys

from django.core.wsgi import get_wsgi_application

from jiping import standards
from jiping.checks import rules

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiping.web.settings")
application = get_wsgi_application()

# What the first save would load otherwise, while somebody waits: rules and the common standard.
rules()
standards.load("national-2020")

# What is loaded now stays: looking through it for rubbish would hold up whoever saves just then.
gc.collect()
gc.freeze()

# Seconds after which one thread lets another go on: a save comes back from the database about ten
# times, and each time waits so long for whoever computes (Python's own 0.005 doubled the slowest).
sys.setswitchinterval(0.0005)
