"""An upright page becomes numbers."""
