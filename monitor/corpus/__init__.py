"""PURE · what the reader already knows: seeds, and what editions reported."""
