"""Blocks → the mandated tables: cut into segments, aligned with the form by their labels, melted into cells."""
