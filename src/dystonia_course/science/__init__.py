"""Pure functions with units in their names: posture geometry, proportions, rating-scale arithmetic. Reads no file."""
