"""Watches feeds for one topic and mails digests that contain only what is new."""
