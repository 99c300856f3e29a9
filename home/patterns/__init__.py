"""The pattern page: every component and every block, with all their states."""
