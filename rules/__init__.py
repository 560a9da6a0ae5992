"""What policy says, today and before: stateless, one file per rule."""
