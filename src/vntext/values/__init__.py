"""What names mean: dates as values, places as units, quotations, quantities, relations."""
