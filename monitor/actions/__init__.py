"""What readers say about editions: what each action means for the next ones, whoever said it and from where."""
