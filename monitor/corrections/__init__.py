"""PURE · what was told, and the page now → what has changed in substance; which pages are looked at again, and when."""
