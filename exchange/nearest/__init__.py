"""What is close to what: needs and questions with initiatives and answers, and organisations."""
