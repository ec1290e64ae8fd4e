"""The demo: the Beston inquiry of the article, and a second group that stands between two meetings."""
