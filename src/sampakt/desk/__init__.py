"""The desk: what needs me today, my partnerships, what comes next, and search over everything."""
