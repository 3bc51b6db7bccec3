"""A small news world on this machine: invented outlets with feeds and pages, faulty ones too, and a mail server.

`monitor demo` runs the whole program against it. All texts are our own, and all news is invented.
"""
