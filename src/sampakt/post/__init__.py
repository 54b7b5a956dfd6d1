"""Outgoing mail: letters wait in an outbox until they are sent, so that none is lost and none goes twice."""
