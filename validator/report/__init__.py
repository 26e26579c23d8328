"""Reports → bytes, one module a format."""
