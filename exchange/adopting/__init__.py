"""Taking over an initiative of another organisation: "Doen wij ook"."""
