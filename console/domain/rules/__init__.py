"""What is allowed: one module a subject. Pure functions over entities; the time and new ids are handed in."""
