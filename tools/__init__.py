"""What the project uses on itself; no part of the installed package."""
