"""Watches feeds for one topic and mails digests that hold only what is new."""
