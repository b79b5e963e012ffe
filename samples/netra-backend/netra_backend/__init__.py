"""Netra's backend."""
