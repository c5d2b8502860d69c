"""The practice county 演练县: a portal, platforms and a mail server on loopback, with a scripted history."""
