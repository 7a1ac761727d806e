"""Whatever people write, in whatever order: Hypothesis drives three people and two officers."""
