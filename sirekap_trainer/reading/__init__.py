"""An upright page becomes numbers: boxes are cut out, digits and bubbles read, numbers put together."""
