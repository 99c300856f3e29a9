"""Answering needs and questions: the accepted answer, offers of help, and who gets the credit."""
