"""A small news world on this machine: invented outlets with feeds and pages, their faults, and a mail server.

`monitor demo` plays the whole program against it. All its texts were written by us and its news are invented.
"""
