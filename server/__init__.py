"""Hosts the boards: HTTP, WebSocket, storage and the command line. See PROTOCOL.md."""
