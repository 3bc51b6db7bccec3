"""The frame of an edition: its phrases, its way of writing numbers and dates, why a story is there."""
