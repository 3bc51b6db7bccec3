"""An edition in the forms people and programs read: subject, text, mail, page, JSON, archive, messages."""
