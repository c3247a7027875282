"""What is told of finished exercises: its content without a look, and the documents made of it."""
