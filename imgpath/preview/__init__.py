"""Any page as it would be with drafts in place, and as any reader sees it."""
