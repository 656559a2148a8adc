"""Runs Plumbline's queries in a Spark session: reads questions from standard input, answers on standard output.

    python plumbline_spark.py SETTINGS

SETTINGS is JSON: {"master": "local[*]"} or {"remote": "sc://host"} or {}; what is not given comes from the environment
(SPARK_REMOTE, spark-defaults.conf). Needs the user's own `pyspark`, 3.5 or newer, and nothing else but the standard library.

Each message is its length in bytes (4, big endian) and as many bytes of JSON (UTF-8). The first one is ours:
{"ready": {"version": "3.5.8"}} or {"problem": {kind, message, causes}}. Then each {"id", "do", …} is answered by {"id", "answer"} or
{"id", "problem"}. Questions are answered one after the other; {"cancel": id} ends the one that is being answered.
Where a question says {"progress": true}, {"id", "progress"} tells meanwhile how far it is (0 to 1), if the session can tell.
The end of the input ends the program.

Values are plain JSON where JSON can say them. All others are an object of one key: {"int": "…"}, {"num": "NaN"},
{"dec": "1.50"}, {"hex": "00ff"}, {"struct": [[name, value], …]}, {"map": [[key, value], …]}. Dates and times are ISO text.
"""

import json
import os
import queue
import sys
import threading
import time

from plumbline_frames import hear, own_channel, say
from plumbline_spark_problems import Refused, problem_of
from plumbline_spark_progress import Progress
from plumbline_spark_values import bound, columns, table


def main(settings="{}"):
    questions, answers = own_channel()
    # Times come out of Spark in the time zone of this process.
    os.environ["TZ"] = "UTC"
    if hasattr(time, "tzset"):
        time.tzset()
    try:
        session = start(json.loads(settings))
    except BaseException as error:
        say(answers, {"problem": problem_of(error)})
        return 1
    say(answers, {"ready": {"version": session.spark.version}})
    waiting = queue.Queue()
    # Spark's own threads may hang; they shall not keep this process from ending.
    threading.Thread(target=answer_all, args=(session, waiting, answers), daemon=True).start()
    while (question := hear(questions)) is not None:
        if "cancel" in question:
            session.cancel(question["cancel"])
        else:
            waiting.put(question)
    return 0


def answer_all(session, waiting, answers):
    while True:
        question = waiting.get()
        try:
            with session.asked(question["id"]), session.progress.told(question, group_of(question["id"]), answers):
                answer = getattr(session, "do_" + question["do"])(question)
            say(answers, {"id": question["id"], "answer": answer})
        except BaseException as error:
            say(answers, {"id": question["id"], "problem": problem_of(error)})


OLDEST = (3, 5)


def start(settings):
    try:
        import pyspark
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise Refused("no pyspark", str(error)) from error
    version = tuple(int(part) for part in pyspark.__version__.split(".")[:2])
    if version < OLDEST:
        raise Refused("old pyspark", pyspark.__version__)
    builder = SparkSession.builder.appName("plumbline")
    remote = settings.get("remote") or (None if settings.get("master") else os.environ.get("SPARK_REMOTE"))
    if remote:
        builder = builder.remote(remote)
    else:
        os.environ.pop("SPARK_REMOTE", None)
        if settings.get("master"):
            builder = builder.master(settings["master"])
        builder = builder.config("spark.ui.showConsoleProgress", "false")
        if "spark.ui.enabled" not in os.environ.get("PYSPARK_SUBMIT_ARGS", ""):
            builder = builder.config("spark.ui.enabled", "false")
    try:
        spark = builder.getOrCreate()
    except ImportError as error:
        raise Refused("no connect", str(error)) from error
    return Session(spark, is_remote=bool(remote))


# What makes the answers not depend on how a cluster is set up: instants in UTC, errors instead of silent nulls and
# overflows, old dates as they are in the file, no files behind the names of tables.
CONFIGURATION = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.int96RebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.inferTimestampNTZ.enabled": "true",
    "spark.sql.timestampType": "TIMESTAMP_LTZ",
    "spark.sql.legacy.timeParserPolicy": "CORRECTED",
    "spark.sql.runSQLOnFiles": "false",
}


class Session:
    def __init__(self, spark, is_remote):
        self.spark = spark
        self.is_remote = is_remote
        self.progress = Progress(spark, is_remote)
        self.running = None
        self.cancelled = set()
        for name, value in CONFIGURATION.items():
            spark.conf.set(name, value)
        if not is_remote:
            spark.sparkContext.setLogLevel("ERROR")
            self.fewer_partitions()

    def fewer_partitions(self):
        """On one machine 200 tasks for each shuffle, Spark's default, cost far more than they bring."""
        context = self.spark.sparkContext
        if context.master.startswith("local") and context.getConf().get("spark.sql.shuffle.partitions") is None:
            self.spark.conf.set("spark.sql.shuffle.partitions", str(max(2, context.defaultParallelism)))

    def asked(self, number):
        return Asked(self, number)

    def cancel(self, number):
        self.cancelled.add(number)
        threading.Thread(target=self.end_jobs, args=(number,), daemon=True).start()

    def end_jobs(self, number):
        """Again and again: a question may start one job after the other."""
        while self.running == number:
            if self.is_remote:
                self.spark.interruptAll()
            else:
                self.spark.sparkContext.cancelJobGroup(group_of(number))
            time.sleep(0.1)

    # What can be asked.

    def do_open(self, question):
        from plumbline_spark_sources import open_source

        return open_source(self, question)

    def do_query(self, question):
        return table(self.run(question))

    def do_columns(self, question):
        return {"columns": columns(self.run(question).schema)}

    def do_execute(self, question):
        self.run(question)
        return {}

    def do_numbers(self, question):
        """The first column as doubles, in bytes as this machine has them, without missing values."""
        import array
        import base64

        # They come part by part, each in a job of its own: how far all of it is cannot be told.
        frame = self.run(question | {"progress": False})
        numbers = array.array("d", (row[0] for row in frame.toLocalIterator() if row[0] is not None))
        if sys.byteorder != "little":
            numbers.byteswap()
        return {"numbers": base64.b64encode(numbers.tobytes()).decode()}

    def do_values(self, question):
        """The first column, which must be of texts; at most `limit` of them, and whether there are more."""
        rows = self.run(question).limit(question["limit"] + 1).collect()
        return {"values": [row[0] for row in rows[: question["limit"]]], "more": len(rows) > question["limit"]}

    def do_register(self, question):
        """A function that tells the given texts from all others."""
        listed, whether = frozenset(question["values"]), question["whether"]
        self.spark.udf.register(
            question["name"], lambda text: None if text is None else (text in listed) == whether, "boolean"
        )
        return {}

    def do_check(self, question):
        """Whether a text is one query, and nothing that reaches beyond the data."""
        text = question["text"]
        if not self.is_remote:
            self.parse(text)
        plan = self.spark.sql(f"EXPLAIN EXTENDED SELECT * FROM ({text}\n)").collect()[0][0]
        parsed = plan.split("== Analyzed Logical Plan ==")[0]
        for words, why in BEYOND:
            if any(word in parsed for word in words):
                raise Refused("refused", why)
        return {}

    def parse(self, text):
        """Spark's own parser reads one statement; the brackets around it let nothing pass but a query."""
        parser = self.spark._jsparkSession.sessionState().sqlParser()
        plan = parser.parsePlan(text)
        name = plan.getClass().getName()
        if ".command." in name or name.endswith("Command") or name.endswith("Statement"):
            raise Refused("refused", "it is no SELECT")

    def run(self, question):
        values = [bound(value) for value in question.get("values", [])]
        frame = self.spark.sql(question["text"], args=values) if values else self.spark.sql(question["text"])
        if question.get("progress"):
            self.progress.plan(frame)
        return frame


# Words of a parsed plan, and why what they stand for is refused.
BEYOND = (
    (("ScriptTransformation", "ScriptInputOutputSchema"), "TRANSFORM starts a program"),
    (("'reflect(", "'java_method(", "'try_reflect("), "it calls Java"),
)


class Asked:
    """While a question is answered, its jobs bear its number, so that they can be ended."""

    def __init__(self, session, number):
        self.session, self.number = session, number

    def __enter__(self):
        session = self.session
        if self.number in session.cancelled:
            raise Refused("cancelled", "cancelled")
        session.running = self.number
        if not session.is_remote:
            session.spark.sparkContext.setJobGroup(group_of(self.number), "plumbline", interruptOnCancel=True)

    def __exit__(self, kind, error, trace):
        session = self.session
        session.running = None
        if error is not None and self.number in session.cancelled:
            raise Refused("cancelled", "cancelled") from error
        return False


def group_of(number):
    return f"plumbline-{number}"


if __name__ == "__main__":
    code = main(*sys.argv[1:])
    sys.stderr.flush()
    # Without waiting for threads that Spark may have left in the middle of something.
    os._exit(code)
