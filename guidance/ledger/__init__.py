"""The number ledger: every source, and every figure and finding that rests on it."""
