"""What people read: whole, in step, within Telegram's limits, and shown as typed."""
