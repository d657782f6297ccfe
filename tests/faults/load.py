"""More and more readers: at a steady pace, and four times what the site can answer."""

import threading
import time
from http.client import HTTPException
from itertools import combinations, count, product

HANDS = 100
"""How many ask at once at most: more than nginx lets through to the site."""
BANDS = ["open", "accessible", "selective", "rare"]
GROUPS = ["us_img", "non_us_img"]


def uncached():
    """Return addresses of the explorer that nobody asked for yet, some 36,000."""
    bands = [each for number in range(1, 5) for each in combinations(BANDS, number)]
    for letter, score, chosen, group in product("eaio", range(1, 301), bands, GROUPS):
        query = "&".join(f"band={each}" for each in chosen)
        yield f"/specialties/?q={letter}&{query}&group={group}&score={score}"


class Load:
    """Requests at a pace that does not wait for answers, as far as there are hands."""

    def __init__(self, connect, paths):
        self._connect, self._paths = connect, iter(paths)
        self._lock = threading.Lock()
        self.answers = []

    def offer(self, rate, seconds, hands=HANDS):
        """Ask ``rate`` times a second; an answer took as long as it came after its time."""
        began, due = time.monotonic(), count()
        self._run(hands, lambda: self._next_due(began, due, rate, seconds))
        return self.answers

    def as_fast_as_can_be(self, seconds, hands):
        """Return how many were answered a second when each hand waits for its answer."""
        end = time.monotonic() + seconds
        self._run(hands, lambda: now if (now := time.monotonic()) < end else None)
        return len(self.answers) / seconds

    def _next_due(self, began, due, rate, seconds):
        with self._lock:
            number = next(due)
        if number >= rate * seconds:
            return None
        at = began + number / rate
        time.sleep(max(0, at - time.monotonic()))
        return at

    def _run(self, hands, next_due):
        threads = [threading.Thread(target=self._ask, args=(n, next_due)) for n in range(hands)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()

    def _ask(self, hand, next_due):
        connection = None
        while (at := next_due()) is not None:
            with self._lock:
                path = next(self._paths)
            try:
                connection = connection or self._connect(hand)
                connection.request("GET", path)
                answer = connection.getresponse()
                answer.read()
                told = answer.status, answer.headers["Retry-After"]
            except (OSError, HTTPException) as error:
                told, connection = (type(error).__name__, None), None
            self.answers.append((*told, (time.monotonic() - at) * 1000))
        if connection:
            connection.close()
