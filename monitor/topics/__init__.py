"""What an article says about a topic: relevant or not and why, entities, figures. Pure."""
