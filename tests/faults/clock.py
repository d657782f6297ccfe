"""The site with a clock that goes as the file CLOCK says, in seconds from the real one.

What measures time that has passed, as a computer does without its clock, is left alone.
"""

import os
import time
from pathlib import Path
from threading import Lock

from time_machine import travel

from imgpath.wsgi import application as site

FILE = Path(os.environ["CLOCK"])


class Clock:
    def __init__(self):
        self._lock, self._ahead, self._travel = Lock(), 0.0, None

    def set(self, ahead):
        with self._lock:
            if ahead == self._ahead:
                return
            if self._travel:
                self._travel.stop()
            self._travel = travel(time.time() + ahead) if ahead else None
            if self._travel:
                self._travel.start()
            self._ahead = ahead


clock = Clock()


def application(environ, start_response):
    clock.set(float(FILE.read_text() or 0))
    return site(environ, start_response)
