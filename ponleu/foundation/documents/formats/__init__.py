"""One file a format. They run in the process apart, where a hostile document does no harm."""
