"""PURE · a sentence of a topic → its figures: value, unit, hedge, whose they are, who says so."""
