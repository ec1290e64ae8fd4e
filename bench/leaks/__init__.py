"""What `bench/canaries` looks for: words of a room where somebody reads them who should not."""
