"""Papers: documents with versions, checksum and text. Stands on organisations, whose spaces say who sees them."""
