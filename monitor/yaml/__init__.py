"""PURE · files that people write: YAML text → plain values with their lines, and what common mistakes mean."""
