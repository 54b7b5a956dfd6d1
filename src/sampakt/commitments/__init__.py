"""Commitments: every promise as a record with a rule, assessed from what has been recorded. Stands on agreements."""
