"""One search over every kind of page, by an index in memory."""
