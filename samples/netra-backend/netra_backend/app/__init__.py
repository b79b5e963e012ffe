"""The HTTP and WebSocket service."""
