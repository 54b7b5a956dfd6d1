"""Intake: a document in, a draft partnership out, each value tied to its words; nothing is kept unconfirmed."""
