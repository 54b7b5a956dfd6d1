"""The words every room speaks: who looks on (Viewer), text in several languages, money, periods, codes, errors, the base of a record."""
