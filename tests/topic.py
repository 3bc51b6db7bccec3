"""The packaged topic, read once for all tests of a process."""

from monitor.topics import profile

OPENAI = profile.load("openai-infrastructure")
