"""What goes wrong in a Spark session as plain data, for plumbline_spark.py."""


class Refused(Exception):
    """For what we find ourselves: its kind, and what is to be said of it."""

    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


def problem_of(error):
    """Spark's own words, and those of all its causes, the first of them last."""
    if isinstance(error, Refused):
        return {"kind": error.kind, "message": str(error)}
    message = str(getattr(error, "desc", None) or error)
    kind = "java" if "JAVA_GATEWAY" in message or "Java gateway" in message else type(error).__name__
    return {"kind": kind, "message": message.strip(), "causes": causes_of(error)}


def causes_of(error):
    """Of an error in Java. Over Spark Connect there are none: what the server tells of them stands in its message."""
    cause = getattr(error, "java_exception", None) or getattr(error, "_origin", None)
    causes = []
    while cause is not None and len(causes) < 20:
        causes.append(cause.toString())
        cause = cause.getCause()
    return causes
