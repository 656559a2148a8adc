"""Hosts one version of a model: reads questions from standard input, answers on standard output.

    python plumbline_host.py PREDICTOR [ON_DEMAND]

is started in the folder of the version, where `code/` holds the Python files as they were and `model/` what training
wrote. PREDICTOR is the path of the file with `class Predictor` below `code/`: `__init__(self, model_dir)`,
`predict(self, rows)`, rows being a list of dicts. It gives a list as long as the rows, each a value, or a dict with
`prediction` and, if it likes, `score`.

ON_DEMAND is JSON: {"functions": {feature: "path/below/code.py::name"}, "types": {column: type}, "features": [names]}. A row
that lacks one of these features has it computed from its other values first, by the function that computes it in training.

Each message is its length in bytes (4, big endian) and as many bytes of JSON (UTF-8). The first one is ours:
{"ready": true} or {"error": "ImportError: …"}. Then each {"rows": […]} is answered by {"results": […]}, one
{"prediction", "score", "computed"} or {"error"} for each row, or by {"error"}. The end of the input ends the program.

Standard library only, apart from what the predictor itself imports.
"""

import importlib.util
import json
import math
import sys
import traceback
from pathlib import Path

from plumbline_frames import hear, own_channel, say


def main(predictor, on_demand="null"):
    questions, answers = own_channel()
    try:
        model, demand = load(Path(predictor)), json.loads(on_demand)
    except BaseException as error:
        say(answers, {"error": explain(error)})
        return 1
    say(answers, {"ready": True})
    while (question := hear(questions)) is not None:
        say(answers, answer(model, question["rows"], demand))
    return 0


def load(predictor):
    code = Path("code").resolve()
    sys.path.insert(0, str(code))
    spec = importlib.util.spec_from_file_location(predictor.stem, code / predictor)
    module = importlib.util.module_from_spec(spec)
    # Classes that the artefacts were pickled with are looked up by the name of their module.
    sys.modules.setdefault(predictor.stem, module)
    spec.loader.exec_module(module)
    return module.Predictor(str(Path("model").resolve()))


def answer(model, rows, demand):
    try:
        computed = compute(rows, demand)
        whole = rows if demand is None else [seen(row, more, demand) for row, more in zip(rows, computed)]
        given = model.predict(whole)
        results = given.tolist() if hasattr(given, "tolist") else list(given)
        if len(results) != len(rows):
            raise ValueError(f"predict gave {len(results)} predictions for {len(rows)} rows")
        return {"results": [result_of(each, more) for each, more in zip(results, computed)]}
    except Exception as error:
        return {"error": explain(error)}


def compute(rows, demand):
    """For each row the features that it lacks and that can be computed, by their names."""
    lacking = [[] if demand is None else [name for name in demand["functions"] if name not in row] for row in rows]
    wanted = [place for place, names in enumerate(lacking) if names]
    computed = [{} for _ in rows]
    if wanted:
        import pandas
        import plumbline_features

        frame = pandas.DataFrame([rows[place] for place in wanted])
        types = {name: type for name, type in demand["types"].items() if name in frame}
        frame = plumbline_features.as_declared(frame, types)
        frame = plumbline_features.compute_on_demand(frame, demand["functions"], "code")
        for at, place in enumerate(wanted):
            for name in lacking[place]:
                value = plain(frame[name].iloc[at]) if name in frame else None
                computed[place][name] = value if is_told(value) else None
    return computed


def seen(row, computed, demand):
    """What the predictor sees of a row: its features, and nothing that they were computed from."""
    return {name: computed[name] if name in computed else row.get(name) for name in demand["features"]}


def result_of(given, computed):
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
    return {**result, "computed": computed} if computed else result


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


if __name__ == "__main__":
    # The folder of this file is no place to import from: its neighbours come in by PYTHONPATH.
    sys.exit(main(*sys.argv[1:]))
