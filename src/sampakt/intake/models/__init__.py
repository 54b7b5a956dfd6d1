from sampakt.intake.models.imports import AgreementList, ColumnsKept, ListedAgreement
from sampakt.intake.models.readings import Reading, Value

__all__ = ["AgreementList", "ColumnsKept", "ListedAgreement", "Reading", "Value"]
