"""The demonstration: five real partnerships as files, and a cast of invented users."""
