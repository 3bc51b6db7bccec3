"""PURE · articles → stories: what comparing needs, how alike two texts are, which are about one event."""
