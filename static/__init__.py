"""Files that the server hands out as they are; `app` holds the built page."""
