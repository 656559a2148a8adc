"""Hosts one version of a model: reads questions from standard input, answers on standard output.

    python plumbline_host.py PREDICTOR

is started in the folder of the version, where `code/` holds the Python files as they were and `model/` what training
wrote. PREDICTOR is the path of the file with `class Predictor` below `code/`: `__init__(self, model_dir)`,
`predict(self, rows)`, rows being a list of dicts. It gives a list as long as the rows, each a value, or a dict with
`prediction` and, if it likes, `score`.

Each message is its length in bytes (4, big endian) and as many bytes of JSON (UTF-8). The first one is ours:
{"ready": true} or {"error": "ImportError: …"}. Then each {"rows": […]} is answered by {"results": […]}, one
{"prediction", "score"} or {"error"} for each row, or by {"error"}. The end of the input ends the program.

Standard library only, apart from what the predictor itself imports.
"""

import importlib.util
import json
import math
import os
import struct
import sys
import traceback
from pathlib import Path


def main(predictor):
    questions, answers = own_channel()
    try:
        model = load(Path(predictor))
    except BaseException as error:
        say(answers, {"error": explain(error)})
        return 1
    say(answers, {"ready": True})
    while (question := hear(questions)) is not None:
        say(answers, answer(model, question))
    return 0


def own_channel():
    """The streams that we were started with, out of reach: whatever the predictor or a C library prints goes to stderr."""
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdin = open(os.devnull, encoding="utf-8")
    sys.stdout = sys.stderr
    return questions, answers


def load(predictor):
    code = Path("code").resolve()
    sys.path.insert(0, str(code))
    spec = importlib.util.spec_from_file_location(predictor.stem, code / predictor)
    module = importlib.util.module_from_spec(spec)
    # Classes that the artefacts were pickled with are looked up by the name of their module.
    sys.modules.setdefault(predictor.stem, module)
    spec.loader.exec_module(module)
    return module.Predictor(str(Path("model").resolve()))


def answer(model, question):
    rows = question["rows"]
    try:
        given = model.predict(rows)
        results = given.tolist() if hasattr(given, "tolist") else list(given)
        if len(results) != len(rows):
            raise ValueError(f"predict gave {len(results)} predictions for {len(rows)} rows")
        return {"results": [result_of(each) for each in results]}
    except Exception as error:
        return {"error": explain(error)}


def result_of(given):
    """One prediction as plain values, or what is wrong with it."""
    whole = given if isinstance(given, dict) else {"prediction": given}
    if "prediction" not in whole:
        return {"error": "the predictor gave no `prediction`"}
    result = {}
    for name in ("prediction", "score"):
        if whole.get(name) is None and name == "score":
            continue
        value = plain(whole[name])
        if not is_told(value):
            return {"error": f"the predictor gave {value!r} as {name}"}
        result[name] = value
    return result


def plain(value):
    """NumPy's numbers and arrays as Python's."""
    return value.tolist() if hasattr(value, "tolist") else value


def is_told(value):
    """A truth value, a text, a finite number, or a list of them."""
    if isinstance(value, (list, tuple)):
        return all(is_told(each) for each in value)
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, (bool, int, str))


def explain(error):
    """The error in a line; its traceback goes to the log."""
    traceback.print_exception(type(error), error, error.__traceback__, file=sys.stderr)
    return f"{type(error).__name__}: {error}"


def hear(stream):
    head = stream.read(4)
    if len(head) < 4:
        return None
    return json.loads(stream.read(struct.unpack(">I", head)[0]))


def say(stream, message):
    body = json.dumps(message).encode()
    stream.write(struct.pack(">I", len(body)) + body)
    stream.flush()


if __name__ == "__main__":
    # The folder of this file is no place to import from: its neighbours come in by PYTHONPATH.
    sys.exit(main(sys.argv[1]))
