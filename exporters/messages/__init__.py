"""Messages to chat groups and to the office's gateway for text messages."""
