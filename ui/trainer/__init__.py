"""The trainer's screens: one file a screen, all with the rail on their left."""
