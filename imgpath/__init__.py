"""The site: settings, addresses, caching, the first page, what stands around both apps."""
