"""The crash test: a town at work with a bot that is killed again and again.

python -m tests.crash   kills it at random moments and counts which promises were broken
"""
