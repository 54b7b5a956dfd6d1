"""What partnership files tell of what was done, what was promised, and what shows it."""

from sampakt.commitments.transfer.dumping import dump_commitments, dump_deeds, dump_evidence
from sampakt.commitments.transfer.loading import load_commitments, load_deeds, load_evidence
from sampakt.commitments.transfer.patterns import patterned_commitments
from sampakt.commitments.transfer.sections import CommitmentFile, DeedFile, EvidenceFile
from sampakt.kernel.files import Part

PARTS = (
    Part("deeds", 60, list[DeedFile], "What was done: the records of daily work.", load_deeds, dump_deeds),
    Part(
        "commitments",
        70,
        list[CommitmentFile],
        "The promises.",
        load_commitments,
        dump_commitments,
        pattern=patterned_commitments,
    ),
    Part("evidence", 80, list[EvidenceFile], "What shows whether they are kept.", load_evidence, dump_evidence),
)
