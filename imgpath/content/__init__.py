"""How shipped and edited content meet: read, compared, merged, recorded, undone."""
