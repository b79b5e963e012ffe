"""Connections, messages and agents behind /ws."""
