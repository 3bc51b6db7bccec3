"""Worker processes that can be killed, for functions that read untrusted bytes."""
