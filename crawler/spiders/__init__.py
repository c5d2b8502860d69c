"""The spiders: one for portal columns, one for accounts."""
