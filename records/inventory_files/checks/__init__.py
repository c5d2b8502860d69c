"""What is checked once every file has been read: how the parts refer to one another."""
