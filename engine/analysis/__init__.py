"""What can be computed of a network, or of what is recorded of it, without running it."""
