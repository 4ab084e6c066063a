"""Geometry of the map without Qt, so that a gateway can use it headless."""
