"""LOOK: a plain Scrapy project.

There is no items.py: the spiders yield records.observation.Observation itself.
"""
