"""What an article says of a topic: relevant or not and why, entities, figures. Pure."""
