"""What people upload: looked into, cleaned, given a safe name, and sent out without teeth."""
