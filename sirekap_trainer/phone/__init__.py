"""The phone as a camera: a small web application on the local network, started by a person and guarded by a token."""
