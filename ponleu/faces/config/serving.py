"""What a worker of ``ponleu up`` serves: the application, with words and names ready behind it.

They are made ready in a thread, so that neither the first page nor the first document waits.
"""

from threading import Thread

from ponleu.faces.config.wsgi import application
from ponleu.response.incidents.naming import make_ready

__all__ = ["application"]

Thread(target=make_ready, daemon=True).start()
