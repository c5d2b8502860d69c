"""The benchmark: one command, which prints its figures; docs/benchmarks.md has those we saw."""
