"""Who made a report, for which year: titles, organs, the lines that name them."""
