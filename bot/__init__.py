"""Builds and runs the app; the only place that constructs things."""
