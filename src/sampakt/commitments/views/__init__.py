"""Pages of promises, of what was done, and of evidence."""
