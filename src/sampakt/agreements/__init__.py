"""Partnerships and their agreements: parties, decision chains, terms, claims, documents' roles. Stands on organisations and papers."""
