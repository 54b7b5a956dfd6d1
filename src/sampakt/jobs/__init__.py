"""Work in the background: asked for on a page, done by the worker, seen by who asked. Rooms bring what is done."""
