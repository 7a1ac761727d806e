"""People who use this Telegram, for tests, the demo and benchmarks."""
