"""What the templates of the room say of browsers."""
