"""The desk: what needs me today, my partnerships, what comes, and search over everything."""
