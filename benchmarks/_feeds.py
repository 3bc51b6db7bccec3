"""Feeds below nginx, each at an address of its own on the loopback network; what they say is on no topic."""

from __future__ import annotations

import getpass
import random
import re
import subprocess
import time
from pathlib import Path

ENTRIES = 20
CHANGED = 20  # every twentieth feed gets an entry in a "changed" round
WORDS = [
    "river",
    "bridge",
    "garden",
    "budget",
    "school",
    "music",
    "weather",
    "kitchen",
    "holiday",
    "ferry",
    "museum",
    "library",
    "harvest",
    "village",
    "football",
    "cycling",
    "theatre",
    "bakery",
    "forest",
    "coast",
    "festival",
    "winter",
]
NGINX = """
user {user}; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log; daemon on;
events {{ worker_connections 4096; }}
http {{
  access_log off; types {{ application/rss+xml xml; }}
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{ listen 0.0.0.0:{port} backlog=4096; root {folder}/www; }}
  server {{ listen 0.0.0.0:{bare} backlog=4096; root {folder}/www; etag off; if_modified_since off;
            add_header Last-Modified ""; }}
}}
"""


class World:
    """Feeds below nginx: one server with validators, one without."""

    def __init__(self, folder: Path, feeds: int, port: int) -> None:
        self.folder, self.feeds, self._port = folder, feeds, port
        (folder / "www").mkdir()
        for number in range(feeds):
            self._file(number).write_text(self._document(number), "utf-8")
        settings = {"user": getpass.getuser(), "folder": folder, "port": port, "bare": port + 1}
        (folder / "nginx.conf").write_text(NGINX.format(**settings), "utf-8")
        subprocess.run(["nginx", "-c", folder / "nginx.conf"], check=True)

    def urls(self, *, bare: bool) -> list[str]:
        """All feeds, with validators or without."""
        port = self._port + bare
        return [
            f"http://127.{1 + n // 40_000}.{n // 200 % 200}.{1 + n % 200}:{port}/f{n}.xml" for n in range(self.feeds)
        ]

    def _file(self, number: int) -> Path:
        return self.folder / f"www/f{number}.xml"

    def _document(self, number: int) -> str:
        items = "".join(_item(number, entry) for entry in reversed(range(ENTRIES)))
        head = f"<title>Feed {number}</title><link>http://f{number}.example/</link><description>news</description>"
        built = "<lastBuildDate>Mon, 01 Jun 2026 00:00:00 GMT</lastBuildDate>"
        return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{built}{items}</channel></rss>'

    def add_entries(self, nth: int) -> None:
        """Some feeds get a new entry on top."""
        for number in range(0, self.feeds, CHANGED):
            head, rest = self._file(number).read_text("utf-8").split("<item>", 1)
            self._file(number).write_text(f"{head}{_item(number, 1000 + nth)}<item>{rest}", "utf-8")

    def rebuild(self, nth: int) -> None:
        """Every feed says that it was built anew, and nothing else."""
        for number in range(self.feeds):
            text = self._file(number).read_text("utf-8")
            self._file(number).write_text(re.sub(r"\d\d:\d\d GMT</lastB", f"00:{nth:02} GMT</lastB", text), "utf-8")

    def close(self) -> None:
        """Stop the server."""
        subprocess.run(["kill", (self.folder / "nginx.pid").read_text("utf-8").strip()], check=False)


def _item(feed: int, entry: int) -> str:
    rng = random.Random(f"{feed} {entry}")
    title = " ".join(rng.choices(WORDS, k=7)).capitalize()
    text = " ".join(rng.choices(WORDS, k=230))
    at = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(1_780_000_000 + entry * 3600))
    link = f"http://f{feed}.example/{entry}"
    guid = f'<guid isPermaLink="false">{feed}:{entry}</guid><pubDate>{at}</pubDate>'
    said = f"<description>&lt;p&gt;{text}&lt;/p&gt;</description>"
    return f"<item><title>{title}</title><link>{link}</link>{guid}{said}</item>"
