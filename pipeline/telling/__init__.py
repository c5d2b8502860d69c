"""What people hear: reminders, digests and messages, by way of the outbox."""
