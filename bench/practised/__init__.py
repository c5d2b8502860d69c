"""A practised year: its looks, its truth, and what the verdicts were worth."""
