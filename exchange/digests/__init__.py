"""From the queue to the mails: who is due, what the mail says, and sending it."""
