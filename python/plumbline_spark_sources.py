"""Opens data as temporary views of a Spark session, for plumbline_spark.py: each source as two views, the rows, and the rows
with their 0-based place. Floats that are "not a number" are missing in both."""

from plumbline_spark_text import csv, json_text, quoted
from pyspark.sql import functions as F


def open_source(session, question):
    rows, placed = FORMATS[question["format"]](session, question)
    return views(session, question, rows, placed)


def parquet(session, question):
    paths, shown = question["paths"], question.get("columns")
    merges = len(paths) > 1 or not question["isFile"]
    frame = session.spark.read.option("mergeSchema", str(merges).lower()).parquet(*paths)
    only = question.get("only")
    if only is not None:
        frame = frame.where(F.col(quoted(only["column"])) == F.lit(only["value"]))

    def selected(given):
        return [named(given, name) for name in frame.columns] if shown is None else [declared(each, frame) for each in shown]

    def placed(position):
        place = place_in_all(session, frame)
        return frame.select(*selected(frame), place.alias(position))

    return frame.select(*selected(frame)), placed


def named(frame, name):
    return frame[quoted(name)]


def declared(column, frame):
    """A column as it was declared, or what stands for it where the files lack it."""
    if column["name"] in frame.columns:
        return frame[quoted(column["name"])].cast(column["type"]).alias(column["name"])
    given = column.get("default")
    if given is None:
        return F.lit(None).cast(column["type"]).alias(column["name"])
    value = F.from_json(F.lit(given), column["type"]) if column["isNested"] else F.lit(given).cast(column["type"])
    return value.alias(column["name"])


def place_in_all(session, frame):
    """Place of a row among the rows of all files: its place in its own file, after all rows of the files before."""
    own = F.col("_metadata.row_index")
    if len(frame.inputFiles()) < 2:
        return own
    counts = frame.groupBy(F.col("_metadata.file_path").alias("path")).count().collect()
    starts, before = [], 0
    for path, count in sorted((row["path"], row["count"]) for row in counts):
        starts += [F.lit(path), F.lit(before)]
        before += count
    return own + F.create_map(*starts)[F.col("_metadata.file_path")]


FORMATS = {"parquet": parquet, "csv": csv, "json": json_text, "json-lines": json_text}


def views(session, question, rows, placed):
    name, position = question["name"], unused("position", rows.columns)
    clean = [without_nan(rows, field) for field in rows.schema.fields]
    rows.select(*clean).createOrReplaceTempView(name)
    numbered = placed(position)
    numbered.select(*clean_of(numbered, rows), numbered[quoted(position)]).createOrReplaceTempView(name + "_numbered")
    from plumbline_spark import columns

    return {"columns": columns(rows.schema), "position": position, "misfits": question.get("found", [])}


def clean_of(frame, rows):
    return [without_nan(frame, field) for field in rows.schema.fields]


def without_nan(frame, field):
    column = frame[quoted(field.name)]
    if field.dataType.typeName() not in ("float", "double"):
        return column
    return F.nanvl(column, F.lit(None).cast(field.dataType)).alias(field.name)


def unused(wanted, names):
    used = {name.lower() for name in names}
    while wanted in used:
        wanted = "_" + wanted
    return wanted
