"""Archives and saved pages → the files in them, bounded."""
