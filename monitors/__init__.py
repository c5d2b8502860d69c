"""JUDGE: pure functions from looks to verdicts; no input, no output, no clock."""
