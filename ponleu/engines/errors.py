"""The one error of the engines."""


class EngineError(ValueError):
    """The caller broke an engine's contract: a bug, never an outcome."""
