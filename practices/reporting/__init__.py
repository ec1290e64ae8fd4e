"""Reports: composed from what a group released, and published as frozen versions."""
