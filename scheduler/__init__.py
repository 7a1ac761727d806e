"""The clock: APScheduler only ticks; what is due is in the database. One function per job."""
