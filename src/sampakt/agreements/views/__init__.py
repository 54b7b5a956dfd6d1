"""The room's pages: thin faces over its queries and actions, one function an address."""
