"""`make bench`: Doorstep beside a bare echo bot. See docs/performance.md."""
