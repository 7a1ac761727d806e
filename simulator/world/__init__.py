"""What Telegram knows: accounts, chats, messages, and who may see and do what."""
