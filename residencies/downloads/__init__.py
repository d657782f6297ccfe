"""What a page shows, as a file: at the same address with a suffix, one figure a row.

``contents`` says which rows of evidence a page rests on, ``figures`` turns each into figures as its
source's terms allow, ``files`` writes them, ``views`` answers.
"""
