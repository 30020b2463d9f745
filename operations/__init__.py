"""What those need who run the assistant: logs, figures, health, expiry, a doctor, an inventory."""
