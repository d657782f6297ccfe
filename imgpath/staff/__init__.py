"""Signing in with a second factor, roles, and what staff may do."""
