"""A photograph becomes an upright page."""
