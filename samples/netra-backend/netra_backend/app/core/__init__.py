"""What the rest of the service builds on."""
