"""Which sentences promise something, and what: the words of duty, and the words of each kind of promise."""
