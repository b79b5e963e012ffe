"""The parts of record.py: clients, the running service, and Cloud Run's log entries."""
