"""The application as a server runs it."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from jiping import standards
from jiping.checks import rules

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiping.web.settings")
application = get_wsgi_application()

# What the first save would load otherwise, while somebody waits: rules and the common standard.
rules()
standards.load("national-2020")
