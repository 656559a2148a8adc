"""Validates a Parquet file by a whole suite with Great Expectations on pandas, as its documentation has it.

    python run_suite.py SUITE.json DATA.parquet [RESULT_FORMAT]
    python run_suite.py SUITE.json DATA.parquet [RESULT_FORMAT] --rounds

Prints one line of JSON: what reading the file and validating it took, in seconds of the wall and of the processor, the most
memory that was in use so far in MB (10^6 bytes), and whether each expectation held, by the `place` that its `meta` names.
With --rounds it does so again, from the file on, for each line that it is given.
"""

import json
import logging
import os
import sys
import time
import warnings

os.environ["GX_ANALYTICS_ENABLED"] = "false"
warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)

import great_expectations as gx  # noqa: E402
from great_expectations.core.expectation_suite import ExpectationSuite  # noqa: E402


def main(suite_path: str, data_path: str, result_format: str, rounds: bool) -> None:
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("bench").add_parquet_asset("data", path=data_path)
    whole = asset.add_batch_definition("whole")
    with open(suite_path, encoding="utf-8") as file:
        suite = context.suites.add(ExpectationSuite(**json.load(file)))
    for _ in sys.stdin if rounds else [None]:
        print(json.dumps(one_round(whole, suite, result_format)), flush=True)


def one_round(whole, suite, result_format: str) -> dict:
    wall, cpu = time.perf_counter(), processor_seconds()
    # A validation definition would do the same, and store the result on top.
    found = whole.get_batch().validate(suite, result_format=result_format)
    return {
        "wall": time.perf_counter() - wall,
        "cpu": processor_seconds() - cpu,
        "peak": peak_memory(),
        "verdicts": [verdict(each) for each in found.results],
    }


def verdict(result) -> dict:
    config = result.expectation_config
    return {"place": config.meta["place"], "type": config.type, "success": bool(result.success), "error": error_of(result)}


def error_of(result) -> "str | None":
    info = result.exception_info or {}
    if "raised_exception" in info:
        return info["exception_message"] if info["raised_exception"] else None
    raised = [each["exception_message"] for each in info.values() if each.get("raised_exception")]
    return raised[0] if raised else None


def processor_seconds() -> float:
    """Of the user and the system, this process and those that it started."""
    return sum(os.times()[:4])


def peak_memory() -> "float | None":
    try:
        import resource
    except ImportError:  # on Windows
        return None
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts in kilobytes, macOS in bytes.
    return used / 1e6 if sys.platform == "darwin" else used * 1024 / 1e6


if __name__ == "__main__":
    given = [each for each in sys.argv[1:] if each != "--rounds"]
    main(given[0], given[1], given[2] if len(given) > 2 else "BOOLEAN_ONLY", "--rounds" in sys.argv)
