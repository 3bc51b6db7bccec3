"""What workers have ready from their first page on: their fork server imports this, and they share it.

Anything that loads at its first use is used here once. No other module imports this one: `pool` names it to the fork
server.
"""

from __future__ import annotations

import gc
import signal
from datetime import UTC, datetime

from monitor import language
from monitor.articles import extract, urls
from monitor.feeds import parse
from monitor.model import Page
from monitor.text import detect, vocabulary

TEXT = "A page of one sentence, which nobody reads."
FEED = f"<rss><channel><title>{TEXT}</title><item><title>{TEXT}</title></item></channel></rss>".encode()

signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is left to the parent
extract.extracted(f"<html><body><p>{TEXT}</p></body></html>".encode(), "https://example.org/", search_date=True)
parse.document(Page(url="https://example.org/", status=200, fetched_at=datetime.now(UTC), body=FEED))
detect.detected(TEXT)
vocabulary.concepts("news", language.COMMON.code)
vocabulary.idf(0)
urls.family("example.org")
gc.freeze()  # workers need not search permanent objects for garbage, and their memory stays shared
