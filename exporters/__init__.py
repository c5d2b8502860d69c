"""TELL: what a snapshot says, as metrics, as a page and as mail. Pure functions but for sending."""
