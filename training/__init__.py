"""Makes every number fitted to labels, reproducibly: `make fit` (docs/training.md). Not part of the daemon."""
