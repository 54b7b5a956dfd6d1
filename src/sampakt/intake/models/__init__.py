from sampakt.intake.models.readings import Reading, Value

__all__ = ["Reading", "Value"]
