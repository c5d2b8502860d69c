"""Pages a script fills, filled by a headless browser that reaches only what the guard permits."""
