"""Scale data: a programme of any size, the same for the same seed, to measure pages and jobs by. All of it invented."""
