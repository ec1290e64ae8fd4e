"""Who inquires together, and to what purpose."""
