"""``python -m ponleu`` is the ``ponleu`` command."""

import sys

from ponleu.faces.cli.main import main

sys.exit(main())
