"""The map room: what is drawn on the district, and the geometry beneath it."""
