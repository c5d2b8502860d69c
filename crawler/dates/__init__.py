"""Dates as pages write them: pure functions of a text and a moment."""
