"""What a reader could be served instead, in the same process: an app of the benchmarks alone."""
