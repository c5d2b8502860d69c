"""Every platform and who reads it. A new one is a folder and a line."""
