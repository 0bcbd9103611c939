"""Which documents and claims tell of the same incident, and where they contradict."""
