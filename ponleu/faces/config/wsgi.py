"""The WSGI application that the web server calls."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ponleu.faces.config.settings")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018  # all pages now: whoever asks first, on a slow line, waits for none
