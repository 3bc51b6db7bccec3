"""PURE · text → its parts: sentences, numbers, units, names, words, hashes. Knows no topic."""
