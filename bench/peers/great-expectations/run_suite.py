"""Validates a Parquet file by a whole suite with Great Expectations on pandas, as its documentation has it.

    python run_suite.py SUITE.json DATA.parquet [ROUNDS]

Prints one line of JSON for each round: seconds of the wall and of the processor that reading the file and validating it
took, and whether each expectation held, in the order of the suite.
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


def main(suite_path: str, data_path: str, rounds: int) -> None:
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("bench").add_parquet_asset("data", path=data_path)
    whole = asset.add_batch_definition("whole")
    with open(suite_path, encoding="utf-8") as file:
        suite = context.suites.add(ExpectationSuite(**json.load(file)))
    for _ in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        # A validation definition would do the same, and store the result on top.
        found = whole.get_batch().validate(suite, result_format="BOOLEAN_ONLY")
        seconds = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
        verdicts = [
            {"type": each.expectation_config.type, "column": each.expectation_config.kwargs.get("column"), "success": bool(each.success), "error": error_of(each)}
            for each in found.results
        ]
        print(json.dumps({**seconds, "verdicts": verdicts}), flush=True)


def error_of(result) -> "str | None":
    info = result.exception_info or {}
    if "raised_exception" in info:
        return info["exception_message"] if info["raised_exception"] else None
    raised = [each["exception_message"] for each in info.values() if each.get("raised_exception")]
    return raised[0] if raised else None


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 1)
