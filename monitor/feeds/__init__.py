"""Feeds: the bytes of a feed → entries, what is new among them, and when to look again. Pure."""
