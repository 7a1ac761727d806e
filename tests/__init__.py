"""Tests, benchmarks and crash tests."""
