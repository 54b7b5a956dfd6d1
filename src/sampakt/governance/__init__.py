"""Governance: the joint bodies of a partnership, who sits in them and who chairs, on every date.

A body has a mandate card and seats. A seat belongs to an office and follows its holder, or people hold it from one day
to another. What is agreed of its composition (as many seats for each party, which party chairs) stands on the body;
whether it held is computed for any day from who held which seat. Stands on ``agreements`` and the engine of
``commitments``.
"""
