"""What Clip's speed is measured with: `bench/pages`, `bench/first_visit`. docs/benchmarks.md tells how and what came out."""
