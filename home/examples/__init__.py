"""Example posts and pictures: made by the project, marked as examples wherever they show."""
