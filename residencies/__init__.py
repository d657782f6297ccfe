"""What the evidence says: the measure, the explorer, the charts, the pages of specialties."""
