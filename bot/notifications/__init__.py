"""What people are told without asking at that moment: subscriptions, schedule, outbox."""
