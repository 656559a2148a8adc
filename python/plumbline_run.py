"""What Plumbline hands to a program that it runs: parameters, files to read, files to write, a seed.

A program may do without this module, since PLUMBLINE_RUN names a plain JSON file. Standard library only.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Mapping


@dataclass(frozen=True)
class Run:
    """One run of a pipeline. Inputs and outputs go by the names that the definition gives them."""

    run_id: str
    params: Mapping[str, Any]
    inputs: Mapping[str, Path]
    outputs: Mapping[str, Path]
    seed: int


def current_run() -> Run:
    """The run that this program was started for; ends the program with a hint where there is none."""
    path = os.environ.get("PLUMBLINE_RUN")
    if path is None:
        raise SystemExit(
            "This program was not started by Plumbline: PLUMBLINE_RUN is not set\n"
            "  try: plumbline run PIPELINE"
        )
    run = json.loads(Path(path).read_text(encoding="utf-8"))
    return Run(
        run_id=run["run_id"],
        params=run.get("params", {}),
        inputs={name: Path(each) for name, each in run.get("inputs", {}).items()},
        outputs={name: Path(each) for name, each in run.get("outputs", {}).items()},
        seed=run.get("seed", 0),
    )
