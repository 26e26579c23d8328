"""What is installed, which formats work, what is missing and how to get it."""
