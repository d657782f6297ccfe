"""Tables of yearly figures that an editor uploads: read, looked at, imported, and undone."""
