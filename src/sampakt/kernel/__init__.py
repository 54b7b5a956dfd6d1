"""The words every room speaks: the viewer, text in several languages, money, periods, codes, errors, records."""
