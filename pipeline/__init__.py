"""The ROW: looks, judges and tells in order; the only package that knows all three stages."""
