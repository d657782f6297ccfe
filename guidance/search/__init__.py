"""One search over every kind of page: an index, and the engines that find its pages."""
