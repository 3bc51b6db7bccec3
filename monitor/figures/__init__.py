"""PURE · a sentence → its figures: value, unit, hedge, whose they are, who says so."""
