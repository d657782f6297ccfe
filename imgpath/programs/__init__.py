"""Results of single programs, from an operator's own file."""
