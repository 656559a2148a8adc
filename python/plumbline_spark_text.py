"""Opens CSV and JSON in a Spark session as the embedded engine does: what is declared is read as declared, everything else as
it looks, and a declared column that holds something else stays the text that it is, which is told."""

import json
import re
from csv import reader as parsed

from plumbline_spark_bytes import REPLACEMENT, first_bad_line
from plumbline_spark_problems import Refused
from pyspark.sql import Window
from pyspark.sql import functions as F

# Beside the columns of the data, until it is shown: names that no column has.
FILE, ROW = "plumbline: file", "plumbline: row"

# What may be cast, in the forms in which both engines read the same.
FORMS = {
    "boolean": r"(?i)^(true|false|t|f|yes|no|y|n|1|0)$",
    "int": r"^\s*[+-]?\d+\s*$",
    "bigint": r"^\s*[+-]?\d+\s*$",
    "float": r"(?i)^\s*[+-]?((\d+\.?\d*|\.\d+)(e[+-]?\d+)?|nan|inf|infinity)\s*$",
    "double": r"(?i)^\s*[+-]?((\d+\.?\d*|\.\d+)(e[+-]?\d+)?|nan|inf|infinity)\s*$",
    "decimal": r"(?i)^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$",
    "date": r"^\s*\d{4}-\d{1,2}-\d{1,2}\s*$",
    "timestamp": r"(?i)^\s*\d{4}-\d{1,2}-\d{1,2}([ t]\d{1,2}:\d{2}(:\d{2}(\.\d{1,9})?)?\s*(z|[+-]\d{2}(:?\d{2})?)?)?\s*$",
}

# What a column is that nobody declared: the first of these that all its values are.
GUESSES = (
    ("boolean", r"(?i)^(true|false)$"),
    ("bigint", FORMS["bigint"]),
    ("double", FORMS["double"]),
    ("date", FORMS["date"]),
    ("timestamp_ntz", r"(?i)^\s*\d{4}-\d{2}-\d{2}[ t]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?\s*$"),
    ("timestamp", FORMS["timestamp"]),
)


def csv(session, question):
    paths = question["paths"]
    # As bytes: what is not UTF-8 is told further down.
    lines = session.spark.read.text(paths).selectExpr("CAST(value AS BINARY)").limit(1).collect()
    line = bytes(lines[0][0]).decode("utf-8-sig", "replace") if lines else ""
    sign = separator(line)
    # A text in quotes may hold line feeds, so files are not cut into parts.
    reader = session.spark.read.options(
        header=True, sep=sign, quote='"', escape='"', multiLine=True, mode="FAILFAST", encoding="UTF-8"
    )
    frame = reader.csv(paths)
    if not frame.columns:
        raise Refused("no data", "its lines are empty")
    header = next(parsed([line], delimiter=sign))
    if len(header) != len(frame.columns):
        # A name with a line feed in it.
        header = frame.columns
    if header == frame.columns:
        # Columns go by their place: other files must have them in the same one.
        frame = reader.options(enforceSchema=False).csv(paths)
    names = names_of(header)
    words = question["missing"]
    cleared = [
        F.when(F.col(quoted(own)).isin(*words), None).otherwise(F.col(quoted(own))).alias(name)
        for own, name in zip(frame.columns, names)
    ]
    guessed = {name: GUESSES for name in names}
    return opened(session, frame.select(*cleared, *place_of_row()), names, guessed, question) | {"header": header}


def names_of(header):
    """Names as the embedded engine gives them to columns that have none, or the same but for letter case."""
    names, used = [], set()
    for place, given in enumerate(header):
        wanted = given.strip() or f"column{place}"
        name, count = wanted, 0
        while name.lower() in used:
            count += 1
            name = f"{wanted}_{count}"
        used.add(name.lower())
        names.append(name)
    return names


def separator(header):
    """What most likely stands between the names of the columns."""
    plain = re.sub(r'"(?:[^"]|"")*"', "", header)
    return max(",;\t|", key=plain.count) if any(sign in plain for sign in ",;\t|") else ","


def json_text(session, question):
    try:
        return json_as_it_is(session, question)
    except Refused:
        raise
    except Exception as error:
        if first_bad_line(session, question["paths"]) is not None:
            raise Refused("not utf-8", "") from error
        raise


def json_as_it_is(session, question):
    is_lines = question["format"] == "json-lines"
    reader = session.spark.read.options(mode="FAILFAST", multiLine=not is_lines)
    found = reader.json(question["paths"]).schema
    if not found.fields:
        raise Refused("no data", "no row is in it")
    names = in_order(session, question, is_lines, [field.name for field in found.fields])
    kinds = {field.name: field.dataType for field in found.fields}
    declared = question["declared"]
    ddl = ", ".join(f"{quoted(name)} {read_as(name, declared, kinds)}" for name in names)
    frame = reader.schema(ddl).json(question["paths"])
    # Numbers and truth values are told from texts by JSON itself; only times look like texts.
    guessed = {name: GUESSES[3:] for name in names if kinds[name].typeName() == "string" and name not in declared}
    return opened(session, frame.select("*", *place_of_row()), names, guessed, question)


def read_as(name, declared, kinds):
    if name not in declared:
        return kinds[name].simpleString() if kinds[name].typeName() != "void" else "string"
    return declared[name]["type"] if is_nested(declared[name]["type"]) else "string"


def is_nested(kind):
    return kind.startswith(("array<", "struct<"))


def in_order(session, question, is_lines, names):
    """Names in the order in which the file has them; Spark sorts them."""
    if is_lines:
        texts = [row[0] for row in session.spark.read.text(question["paths"]).limit(1000).collect()]
    else:
        texts = [row[0] for row in session.spark.read.text(question["paths"], wholetext=True).limit(1).collect()]
    order = {}
    for text in texts:
        if not text.strip():
            continue
        value = json.loads(text)
        for record in value if isinstance(value, list) else [value]:
            for name in record:
                order.setdefault(name, len(order))
    return sorted(names, key=lambda name: order.get(name, len(order)))


def place_of_row():
    return F.col("_metadata.file_path").alias(FILE), F.monotonically_increasing_id().alias(ROW)


def opened(session, frame, names, guessed, question):
    """The rows with their types, kept in memory (or on disk, where they do not fit): they are parsed once."""
    frame = frame.persist()
    declared = {name: one for name, one in question["declared"].items() if name in names and not is_nested(one["type"])}
    types, misfits, replaced = judge(frame, names, declared, guessed)
    if replaced or any(REPLACEMENT in name for name in names):
        line = first_bad_line(session, question["paths"])
        if line is not None:
            frame.unpersist()
            raise Refused("not utf-8", str(line))
    columns = [F.expr(cast(name, types[name])).alias(name) if name in types else F.col(quoted(name)) for name in names]
    place = F.row_number().over(Window.orderBy(F.col(quoted(FILE)), F.col(quoted(ROW)))) - F.lit(1)

    def placed(position):
        return frame.select(*columns, place.cast("bigint").alias(position))

    return {"rows": frame.select(*columns), "placed": placed, "misfits": misfits}


def judge(frame, names, declared, guessed):
    """The type of each column of text, the columns that are not what they were declared, and how many rows have signs in
    them that may have been bytes of no text, in one look at all rows."""
    figures, readers = [], []
    types, misfits = {}, []
    for name in names:
        if name in declared:
            odd = fails(name, declared[name]["type"], FORMS.get(base(declared[name]["type"])))
            figures += [f"count_if({odd})", f"min(IF({odd}, {quoted(name)}, NULL))"]
            readers.append((name, None))
        elif name in guessed:
            figures += [f"count({quoted(name)})"]
            figures += [f"count_if({fails(name, kind, form)})" for kind, form in guessed[name]]
            readers.append((name, guessed[name]))
    signs = " OR ".join(f"contains({quoted(name)}, '{REPLACEMENT}')" for name, _ in readers)
    figures.append(f"count_if({signs or 'FALSE'})")
    row = list(frame.selectExpr(*[f"{each} AS f{place}" for place, each in enumerate(figures)]).collect()[0])
    for name, guesses in readers:
        if guesses is None:
            count, example = row.pop(0), row.pop(0)
            if count == 0:
                types[name] = declared[name]["type"]
            else:
                misfits.append({"column": name, "declared": declared[name]["name"], "count": count, "example": example})
            continue
        present, odd = row.pop(0), [row.pop(0) for _ in guesses]
        fitting = [kind for (kind, _), count in zip(guesses, odd) if count == 0]
        if present > 0 and fitting:
            types[name] = fitting[0]
    return types, misfits, row.pop(0)


def base(kind):
    return kind.split("(")[0]


def cast(name, kind):
    return f"try_cast({quoted(name)} AS {kind})"


def fails(name, kind, form):
    """SQL for: there is a text, and it is none of the type."""
    column = quoted(name)
    pattern = "FALSE" if form is None else f"NOT ({column} RLIKE '{form.replace(chr(92), chr(92) * 2)}')"
    return f"({column} IS NOT NULL AND ({pattern} OR {cast(name, kind)} IS NULL))"


def quoted(name):
    return "`" + name.replace("`", "``") + "`"
