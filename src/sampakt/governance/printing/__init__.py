"""The papers of bodies: what they say as plain data, our templates for PDF, and the Word templates to start from."""

from sampakt.governance.printing.handover import handover_data
from sampakt.governance.printing.kinds import PAPERS, Paper, example_of, paper_as_pdf, paper_as_word, starting_template
from sampakt.governance.printing.meetings import meeting_data

__all__ = [
    "PAPERS",
    "Paper",
    "example_of",
    "handover_data",
    "meeting_data",
    "paper_as_pdf",
    "paper_as_word",
    "starting_template",
]
