"""The trainee's work: the steps, the checking of every number, and the score. Pure values; no screen, no clock."""
