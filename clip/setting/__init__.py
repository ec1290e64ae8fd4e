"""Settings by subject, for clip/settings.py: who you are, mail, jobs."""
