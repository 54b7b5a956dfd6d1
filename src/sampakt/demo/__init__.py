"""The demonstration: five real partnerships as files, and an invented cast of users. Loads through transfer and actions only."""
