"""PURE · articles → stories: what a comparison needs, how alike two texts are, which are about one event."""
