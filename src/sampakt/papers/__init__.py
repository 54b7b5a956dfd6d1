"""Papers: documents with versions, checksum and extracted text. Stands on organisations, whose spaces say who sees them."""
