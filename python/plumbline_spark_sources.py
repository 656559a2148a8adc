"""Opens data as temporary views of a Spark session, for plumbline_spark.py: each source as two views, the rows, and the rows
with their 0-based place. Floats that are "not a number" are missing in both."""

from plumbline_spark_text import csv, json_text, quoted
from plumbline_spark_values import columns
from pyspark.sql import functions as F


def open_source(session, question):
    """Makes both views. An opener gives the `rows`, `placed`, a function of a name that gives them with their place in a
    column of that name, `misfits`, what could not be read as declared, and of CSV its `header` as it stands."""
    opened = OPENERS[question["format"]](session, question)
    rows = opened["rows"]
    fields, name = rows.schema.fields, question["name"]
    position = unused("position", rows.columns)
    numbered = opened["placed"](position)
    rows.select(*[without_nan(rows, field) for field in fields]).createOrReplaceTempView(name)
    shown = [without_nan(numbered, field) for field in fields]
    numbered.select(*shown, numbered[quoted(position)]).createOrReplaceTempView(name + "_numbered")
    told = {"columns": columns(rows.schema), "position": position, "misfits": opened["misfits"]}
    return told | {"header": opened.get("header", [])}


def parquet(session, question):
    paths, only = question["paths"], question.get("only")
    # Files of one folder may have been written before and after a column was appended.
    merges = len(paths) > 1 or not question["isFile"]
    reader = session.spark.read.option("mergeSchema", str(merges).lower())
    if question.get("folder"):
        # As the embedded engine does: other files in it are none of the data.
        reader = reader.options(pathGlobFilter="*.parquet", recursiveFileLookup=question["folder"] == "deep")
    frame = reader.parquet(*paths)
    wanted = question.get("columns")
    shown = [frame[quoted(name)] for name in frame.columns] if wanted is None else [declared(each, frame) for each in wanted]
    chosen = frame if only is None else frame.where(frame[quoted(only["column"])] == F.lit(only["value"]))

    def placed(position):
        return chosen.select(*shown, place_in_all(frame).alias(position))

    return {"rows": chosen.select(*shown), "placed": placed, "misfits": []}


def declared(column, frame):
    """A column as it was declared, or what stands for it where the files lack it."""
    kind, given = column["type"], column.get("default")
    if column["name"] in frame.columns:
        value = frame[quoted(column["name"])].cast(kind)
    elif given is not None and column["isNested"]:
        value = F.from_json(F.lit(given), kind)
    else:
        value = F.lit(given).cast(kind)
    return value.alias(column["name"])


def place_in_all(frame):
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


OPENERS = {"parquet": parquet, "csv": csv, "json": json_text, "json-lines": json_text}


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
