"""PURE · page → article: addresses, readable text, language, fingerprint."""
