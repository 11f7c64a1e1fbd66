"""The application as a server runs it."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiping.web.settings")
application = get_wsgi_application()
