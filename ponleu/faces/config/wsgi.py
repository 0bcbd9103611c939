"""The WSGI application that the web server calls."""

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ponleu.faces.config.settings")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018  # all pages now: whoever asks first, on a slow line, waits for none

from ponleu.response.incidents.naming import make_ready  # noqa: E402  # after the settings

Thread(target=make_ready, daemon=True).start()  # words and names: nor does the first document wait
