"""For which readers there is little advice: a map for editors."""
