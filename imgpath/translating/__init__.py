"""Content into other languages: each text beside its translation, for editors."""
