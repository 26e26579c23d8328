"""Documents → parts: one for each report in the file."""
