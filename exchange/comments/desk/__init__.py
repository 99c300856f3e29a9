"""Comments in the CMS: the queue, deciding, and writing for one's organisation."""
