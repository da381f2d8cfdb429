"""What can be computed of a network without running it."""
