"""feeds.yaml → Catalog: what is watched, which digests exist, when and for whom. Every mistake with its line."""

from monitor.catalog.feeds_file import Catalog, load

__all__ = ["Catalog", "load"]
