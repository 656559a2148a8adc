"""Looks for text that is not UTF-8, for plumbline_spark_text.py: Spark reads it as if every such byte were the same sign, so that
different texts become equal."""

from pyspark.sql import functions as F

# What stands for bytes that are none of UTF-8, and may also stand in a file itself.
REPLACEMENT = "\ufffd"


def first_bad_line(session, paths):
    """The number of the first line of a file that is not UTF-8, from 1; None where all are."""
    lines = session.spark.read.text(paths).select(
        "value", F.col("_metadata.file_path").alias("file"), F.monotonically_increasing_id().alias("place")
    )
    bad = lines.where(is_bad(session)).orderBy("file", "place").select("file", "place").limit(1).collect()
    if not bad:
        return None
    [(file, place)] = bad
    return lines.where((F.col("file") == file) & (F.col("place") <= place)).count()


def is_bad(session):
    """Lines come as the bytes that they are; Spark 3 has no test of them, but replaces them when it encodes."""
    if int(session.spark.version.split(".")[0]) >= 4:
        return "NOT is_valid_utf8(value)"
    return "CAST(value AS BINARY) <> encode(value, 'UTF-8')"
