"""Ion channels: one declaration per file, registered in `engine.registry`."""
