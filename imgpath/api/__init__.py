"""The read-only API at /api/v1/: what the pages say, for programs.

``asking`` parses what is asked, ``schemas`` says what an answer holds, ``answers`` wraps it, and a
module for each subject finds it in what is held in memory. ``document`` describes all of it in
OpenAPI, ``page`` in words.
"""
