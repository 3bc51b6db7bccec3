"""Sends finished bytes: to a mail server, and into the archive's folder."""
