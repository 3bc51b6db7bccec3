"""What readers write back: a mail → who wrote it, whether that is believed, what is wished, and the answer."""
