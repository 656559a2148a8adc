"""Spark's values as JSON and back, for plumbline_spark.py, which says how."""

import datetime
import decimal
import math


def bound(value):
    """A value of a question as Python has it."""
    if isinstance(value, dict):
        [(kind, text)] = value.items()
        if kind == "num":
            return float(text)
        number = int(text)
        return number if -(2**63) <= number < 2**63 else decimal.Decimal(number)
    return value


def table(frame):
    schema = frame.schema
    rows = frame.collect()
    readers = [reader_of(field.dataType) for field in schema.fields]
    return {
        "columns": columns(schema),
        "rows": [[None if value is None else read(value) for read, value in zip(readers, row)] for row in rows],
    }


def columns(schema):
    return [{"name": field.name, "type": field.dataType.jsonValue()} for field in schema.fields]


def reader_of(kind):
    """What makes values of a Spark type plain ones."""
    name = kind.typeName()
    if name == "array":
        item = reader_of(kind.elementType)
        return lambda values: [None if value is None else item(value) for value in values]
    if name == "struct":
        readers = [(field.name, reader_of(field.dataType)) for field in kind.fields]
        return lambda row: {
            "struct": [
                [key, None if value is None else read(value)] for (key, read), value in zip(readers, row)
            ]
        }
    if name == "map":
        key_of, value_of = reader_of(kind.keyType), reader_of(kind.valueType)
        return lambda given: {
            "map": [[key_of(key), None if value is None else value_of(value)] for key, value in given.items()]
        }
    return READERS.get(name, str)


def whole(value):
    return value if -(2**53) < value < 2**53 else {"int": str(value)}


def number(value):
    return value if math.isfinite(value) else {"num": "NaN" if value != value else f"{'-' if value < 0 else ''}Infinity"}


def instant(value):
    if value.tzinfo is not None:
        value = value.astimezone(datetime.timezone.utc).replace(tzinfo=None)
    return moment(value) + "+00:00"


def moment(value):
    text = value.isoformat(timespec="microseconds")
    return text.rstrip("0").rstrip(".") if "." in text else text


READERS = {
    "boolean": bool,
    "byte": whole,
    "short": whole,
    "integer": whole,
    "long": whole,
    "float": number,
    "double": number,
    "decimal": lambda value: {"dec": format(value, "f")},
    "string": str,
    "binary": lambda value: {"hex": bytes(value).hex()},
    "date": lambda value: value.isoformat(),
    "timestamp": instant,
    "timestamp_ntz": moment,
}
