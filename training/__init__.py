"""Makes every number that was fitted to labels: `make fit`, byte for byte (docs/training.md). No part of the daemon."""
