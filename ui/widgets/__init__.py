"""Parts that more than one step shows. They know how things look and nothing of what is right."""
