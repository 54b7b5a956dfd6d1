"""Partnerships and agreements: parties, decision chains, terms, claims, papers. Stands on organisations and papers."""
