"""The takeover test: a leader and a standby on PostgreSQL, and cases that climb all the while.

python -m tests.takeover   kills or cuts off the leader at random moments, and counts what was
                           missed, done twice or sent by two
"""
