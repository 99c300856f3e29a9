"""Example posts and drawings: made by the project, marked as examples wherever they show."""
