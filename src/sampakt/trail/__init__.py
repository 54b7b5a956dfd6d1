"""The trail: who did what to which record, when. Written once by every action, never changed; the rooms above may listen."""
