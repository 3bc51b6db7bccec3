"""Finished bytes out: to a mail server, and into the archive's folder."""
