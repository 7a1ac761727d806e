"""Text as Telegram counts, marks up and cleans it."""
