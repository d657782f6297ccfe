"""A copy of the site in a browser whose reader asked for one."""
