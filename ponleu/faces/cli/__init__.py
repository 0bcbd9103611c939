"""The ``ponleu`` command: parse, call one thing, print."""
