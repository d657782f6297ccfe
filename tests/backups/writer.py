"""Write a row again and again, and say when each was committed: `python writer.py DATABASE`."""

import sqlite3
import sys
import time

database = sqlite3.connect(sys.argv[1], timeout=5, isolation_level=None)
database.execute("PRAGMA journal_mode=WAL")
database.execute("PRAGMA synchronous=NORMAL")
database.execute("CREATE TABLE written (id INTEGER PRIMARY KEY, words TEXT)")
for number in range(100_000):
    database.execute("INSERT INTO written VALUES (?, ?)", (number, "so many words " * 20))
    print(number, time.time(), flush=True)  # noqa: T201
    time.sleep(0.002)
