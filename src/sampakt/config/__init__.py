"""Puts the rooms together: settings, addresses, the API, the viewer of a request, the command line."""
