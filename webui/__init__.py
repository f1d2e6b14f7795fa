"""Pages and JSON over the engine: read the URL, ask, show."""
