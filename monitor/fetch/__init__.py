"""The one door to the network: polite, bounded, and never to where it should not go."""
