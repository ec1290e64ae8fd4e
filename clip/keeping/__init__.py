"""Keeping what must be kept, and forgetting what must go: backups, restores, terms, erasure."""
