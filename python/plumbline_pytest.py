"""A pytest plugin that reports what it collects and how each test ends, one JSON object a line.

Loaded by `-p plumbline_pytest`; PLUMBLINE_TEST_REPORT names the file (or the number of an open file descriptor) that
takes the lines. Standard library only, apart from pytest itself, which is the user's.

    {"event": "collected", "tests": [{"id", "file", "line", "name"}]}
    {"event": "started", "id"}
    {"event": "finished", "id", "outcome", "duration", "message", "longrepr", "file", "line"}

`id` is pytest's node id, `file` an absolute path, `line` counts from 0, `duration` is in seconds, `outcome` is passed,
failed (the test), error (what stands around it: fixtures, collection) or skipped. `message`, `longrepr`, `file` and
`line` are null for a test that passed; else they say why and where. A file that cannot be collected is reported as
finished with an error under its own id.
"""

import json
import os
import traceback
from pathlib import Path

import pytest


def pytest_configure(config):
    target = os.environ.get("PLUMBLINE_TEST_REPORT")
    if target is None:
        return
    stream = open(int(target) if target.isdigit() else target, "a", buffering=1, encoding="utf-8", newline="\n")
    config.pluginmanager.register(Report(stream), "plumbline_report")


class Report:
    """Writes the events of one session."""

    def __init__(self, stream):
        self._stream = stream
        self._endings = {}

    def _write(self, **event):
        self._stream.write(json.dumps(event) + "\n")

    @pytest.hookimpl(hookwrapper=True)
    def pytest_make_collect_report(self, collector):
        report = (yield).get_result()
        if report.failed:
            self._write(event="finished", id=report.nodeid, duration=0.0, **explain_collection(collector, report))

    def pytest_collection_finish(self, session):
        self._write(event="collected", tests=[describe(item) for item in session.items])

    def pytest_runtest_logstart(self, nodeid):
        self._write(event="started", id=nodeid)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item, call):
        """Follow setup, call and teardown of a test; the first of them that goes wrong decides."""
        report = (yield).get_result()
        ending = self._endings.setdefault(item.nodeid, passed())
        ending["duration"] += report.duration
        if report.outcome != "passed" and ending["outcome"] == "passed":
            ending.update(outcome=outcome(report), **explain(item, call, report))

    def pytest_runtest_logfinish(self, nodeid):
        self._write(event="finished", id=nodeid, **self._endings.pop(nodeid, passed()))

    def pytest_unconfigure(self):
        self._stream.close()


def passed():
    """How a test ends against which nothing is known."""
    return {"outcome": "passed", "duration": 0.0, "message": None, "longrepr": None, "file": None, "line": None}


def describe(item):
    """A test as collected, with the line on which it begins (its first decorator, if it has any)."""
    return {"id": item.nodeid, "file": str(item.path), "line": item.location[1] or 0, "name": item.name}


def outcome(report):
    """A failure outside the test's own body is an error, as pytest's summary has it."""
    return "error" if report.failed and report.when != "call" else report.outcome


def explain(item, call, report):
    """Why a test did not pass, and the deepest line of its own file that led there."""
    if report.skipped:
        reason = getattr(report, "wasxfail", None) or skip_reason(report)
        return {"message": reason, "longrepr": None, "file": str(item.path), "line": item.location[1] or 0}
    file, line = place_of_failure(item, call)
    message = call.excinfo.exconly() if call.excinfo else str(report.longrepr)
    return {"message": message, "longrepr": report.longreprtext, "file": file, "line": line}


def skip_reason(report):
    """`longrepr` of a skipped test is (file, line, "Skipped: reason")."""
    return report.longrepr[2].removeprefix("Skipped: ") if isinstance(report.longrepr, tuple) else str(report.longrepr)


def place_of_failure(item, call):
    """Where to show a failure: an assertion helper of a library is no place that its reader can change."""
    entries = list(call.excinfo.traceback) if call.excinfo else []
    for entry in reversed(entries):
        if Path(str(entry.path)) == item.path:
            return str(item.path), entry.lineno
    return str(item.path), item.location[1] or 0


def explain_collection(collector, report):
    """Why a file could not be collected; a syntax error may stand in a file that it imports."""
    error = cause(report.call.excinfo.value)
    if isinstance(error, SyntaxError):
        file, line = error.filename or str(collector.path), (error.lineno or 1) - 1
    else:
        lines = [number for frame, number in traceback.walk_tb(error.__traceback__) if file_of(frame) == collector.path]
        file, line = str(collector.path), lines[-1] - 1 if lines else 0
    message = f"{type(error).__name__}: {error}"
    return {"outcome": "error", "message": message, "longrepr": report.longreprtext, "file": file, "line": line}


def cause(error):
    """What pytest's own CollectError was raised for."""
    return error.__cause__ or error


def file_of(frame):
    return Path(frame.f_code.co_filename)
