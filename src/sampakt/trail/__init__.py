"""The trail: who did what to which record, when. Each action writes one line, never changed; rooms above may listen."""
