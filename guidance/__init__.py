"""What to do about it: advice, the dated plan, routes, costs, licenses, the glossary."""
