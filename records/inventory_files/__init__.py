"""The inventory as files: reading, checking and starting one."""
