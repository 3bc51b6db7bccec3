"""PURE · page → article: addresses, readable text."""
