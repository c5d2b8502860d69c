"""Benchmarks: each is one command and prints its figures; docs/benchmarks.md has those we saw."""
