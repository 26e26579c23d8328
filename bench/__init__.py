"""Measurements: speed as ratios, accuracy as shares."""
