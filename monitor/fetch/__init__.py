"""The one door to the network: polite, limited, and never to an address it should not reach."""
