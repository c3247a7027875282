"""The trainee's way: one file a step."""
