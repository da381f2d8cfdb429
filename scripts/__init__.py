"""What builds, checks and locks the project; run as `python -m scripts.NAME` from its root."""
