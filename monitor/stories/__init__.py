"""PURE · articles → stories: what comparing needs, how alike two texts are, which tell of one event."""
