"""Features as a model sees them: the same code in training and in serving.

    import plumbline_features as pf

    train = pf.read_split(run["training_dataset"], "train")
    fitted = pf.fit(run["transformations"], train.features, run["root"])
    X = fitted.transform(train.features)        # columns in a fixed order: fitted.columns
    fitted.save(model_folder)                   # features.json, readable
    ...
    fitted = pf.load(model_folder, root)        # in serving

A transformation is `{"features": [...], "function": "standard_scaler"}`: a built-in function, or one of the project's
own as `path/to/file.py::name`. Those of one feature are applied one after the other. What they learn, they learn in
`fit`, from the frame that it is given: the training rows, and no others. Features that no transformation names pass
through; numbers and truth values among them become floats, so that a model gets the same from a training file as from a
request.

A function of one's own takes Series and returns one, of the same rows. Its parameters are features. If they are exactly
the feature that is transformed, the result takes its place. If they are several, each must be among `features`: all of
these are taken away, and the result stands in the place of the first one, under the name of the function. With one
parameter that is no feature, the function is applied to each of `features`.

This module needs nothing but the standard library until a function is called; then pandas, which is the user's.
"""

import importlib.util
import inspect
import json
import sys
from collections import namedtuple
from pathlib import Path

from plumbline_transformations import BUILT_IN, Unlearnable, is_missing

FILE = "features.json"

Split = namedtuple("Split", ["features", "label", "keys"])
Split.__doc__ = "One part of a training dataset: a frame of features, a Series of labels (or None), a frame of keys."


def read_split(training_dataset, part="train"):
    """Read one part of the training dataset that a run names: `run["training_dataset"]`."""
    import pandas as pd

    files = training_dataset["splits"]
    if part not in files:
        raise KeyError(f"the training dataset has no part {part}; it has {', '.join(files)}")
    file = Path(training_dataset["path"], files[part])
    frame = pd.read_parquet(file)
    features, label = list(training_dataset["features"]), training_dataset.get("label")
    manifest = json.loads((file.parent / "manifest.json").read_text(encoding="utf-8"))
    return Split(frame[features], None if label is None else frame[label], frame[manifest["keys"]])


def fit(transformations, frame, root):
    """Learn from the training rows; `root` is the folder that the functions' paths start from."""
    inputs = [{"name": str(name), "kind": kind_of(frame[name])} for name in frame.columns]
    current, steps = prepared(frame, inputs), []
    for transformation in transformations:
        for step in steps_of(transformation, root):
            missing = [name for name in step["features"] if name not in current]
            if missing:
                raise KeyError(f"{step['function']}: there is no feature {', '.join(missing)}")
            if step["function"] in BUILT_IN:
                step["learnt"] = learn(step, current, transformation.get("options", {}))
            current = applied(step, current, root)
            steps.append(step)
    return Fitted(inputs, steps, list(current), root)


def load(folder, root):
    """What `save` wrote; `root` is the folder that the functions' paths start from."""
    stored = json.loads(Path(folder, FILE).read_text(encoding="utf-8"))
    if stored["format"] != 1:
        raise ValueError(f"{FILE} was written by another version of Plumbline (format {stored['format']})")
    return Fitted(stored["inputs"], stored["steps"], stored["columns"], root)


class Fitted:
    """Transformations with what they have learnt."""

    def __init__(self, inputs, steps, columns, root):
        self.inputs = inputs
        self.steps = steps
        self.columns = columns
        self.root = root

    @property
    def features(self):
        """The names of the features that `transform` takes."""
        return [each["name"] for each in self.inputs]

    def transform(self, frame):
        """The frame that the model sees. Columns that are no features are left out; one that is lacking is an error."""
        import pandas as pd

        lacking = [name for name in self.features if name not in frame.columns]
        if lacking:
            raise KeyError(f"these features are lacking: {', '.join(lacking)}")
        current = prepared(frame, self.inputs)
        for step in self.steps:
            current = applied(step, current, self.root)
        return pd.DataFrame({name: current[name] for name in self.columns}, index=frame.index)

    def save(self, folder):
        """Write what was learnt into the folder, as JSON."""
        content = {"format": 1, "inputs": self.inputs, "steps": self.steps, "columns": self.columns}
        text = json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False)
        Path(folder, FILE).write_text(text + "\n", encoding="utf-8")


def steps_of(transformation, root):
    """A built-in function is one step for each feature; one of the project's own may take several at once."""
    name, features = transformation["function"], list(transformation["features"])
    if name in BUILT_IN:
        return [{"function": name, "features": [feature]} for feature in features]
    parameters = required(function_of(name, root))
    if len(parameters) > 1:
        strangers = [each for each in parameters if each not in features]
        if strangers:
            raise TypeError(f"{name} takes {', '.join(strangers)}, which its transformation does not name")
        return [{"function": name, "features": features, "name": name.split("::")[1]}]
    return [{"function": name, "features": [feature]} for feature in features]


def learn(step, current, options):
    feature, name = step["features"][0], step["function"]
    kind, fit_function, _ = BUILT_IN[name]
    try:
        return fit_function(numbers(current[feature]) if kind == "number" else current[feature], options)
    except Unlearnable as problem:
        raise ValueError(f"{name} cannot learn from {feature}: {problem}") from None


def applied(step, current, root):
    """The columns after a step, each new one in the place of what it came from."""
    first = step["features"][0]
    if step["function"] in BUILT_IN:
        kind, _, apply = BUILT_IN[step["function"]]
        series = numbers(current[first]) if kind == "number" else current[first]
        result = apply(series, step["learnt"])
        made = result if isinstance(result, dict) else {first: result}
    else:
        made = {step.get("name", first): called(step, current, root)}
    after = {}
    for name, series in current.items():
        if name == first:
            after.update(made)
        elif name not in step["features"]:
            after[name] = series
    rest = [name for name in current if name not in step["features"]]
    twice = [name for name in made if name in rest]
    if twice:
        raise ValueError(f"{step['function']} of {first} makes a column {twice[0]}, and there is one of that name")
    return after


def called(step, current, root):
    import pandas as pd

    name, features = step["function"], step["features"]
    function = function_of(name, root)
    given = [current[each] for each in (required(function) if len(features) > 1 else features)]
    result = function(*given)
    if not isinstance(result, pd.Series) or not result.index.equals(given[0].index):
        raise TypeError(f"{name} must return a Series of the rows that it was given")
    return result


def prepared(frame, inputs):
    """The features by name, as transformations take them."""
    kinds = {each["name"]: each["kind"] for each in inputs}
    return {name: numbers(frame[name]) if kind == "number" else frame[name] for name, kind in kinds.items()}


def kind_of(series):
    """`number` for what becomes a float, `other` for what stays as it is."""
    from pandas.api.types import infer_dtype, is_bool_dtype, is_numeric_dtype

    if is_numeric_dtype(series.dtype) or is_bool_dtype(series.dtype):
        return "number"
    inferred = infer_dtype(series, skipna=True)
    return "number" if inferred in ("boolean", "integer", "floating", "mixed-integer-float", "decimal") else "other"


def numbers(series):
    """As float64, with NaN for what is missing."""
    import pandas as pd

    if series.dtype == "float64":
        return series
    try:
        values = [float("nan") if is_missing(each) else float(each) for each in series.astype(object)]
    except (TypeError, ValueError) as problem:
        raise ValueError(f"{series.name} must hold numbers: {problem}") from None
    return pd.Series(values, index=series.index, name=series.name, dtype="float64")


def compute_on_demand(frame, functions, root):
    """Compute features that a request lacks from those that it has.

    `functions` are the feature functions of the group: `{"distance_km": "features/geo.py::haversine_km"}`. A feature is
    computed where its column is lacking, or where its value is missing, if the columns of all parameters are there (or
    can be computed themselves). A function whose parameters or result are annotated as Series gets whole columns; any
    other one is called row by row, with a row that misses a value giving a missing one. Returns a new frame.
    """
    frame, seen = frame.copy(), set()

    def fill(name):
        if name in seen:
            return
        seen.add(name)
        function = function_of(functions[name], root)
        parameters = required(function)
        for parameter in parameters:
            if parameter in functions:
                fill(parameter)
        there = name in frame
        if (there and frame[name].notna().all()) or any(each not in frame for each in parameters):
            return
        computed = on_demand(function, frame, parameters, name)
        frame[name] = frame[name].where(frame[name].notna(), computed) if there else computed

    for name in functions:
        fill(name)
    return frame


def as_declared(frame, types):
    """Columns as a training file has them, by feature types (`{"time_hour": "timestamp"}`): JSON knows no times."""
    import pandas as pd

    frame = frame.copy()
    for name, declared in types.items():
        if name not in frame:
            continue
        if declared == "timestamp":
            frame[name] = pd.to_datetime(frame[name], utc=True, format="ISO8601")
        elif declared == "date":
            frame[name] = pd.to_datetime(frame[name], format="ISO8601").dt.date
        elif declared in ("int", "bigint", "float", "double") or declared.startswith("decimal"):
            column = numbers(frame[name])
            whole = declared in ("int", "bigint") and column.notna().all()
            frame[name] = column.astype("int64") if whole else column
    return frame


def on_demand(function, frame, parameters, name):
    import pandas as pd

    if takes_series(function):
        result = function(**{each: frame[each] for each in parameters})
        if not isinstance(result, pd.Series):
            raise TypeError(f"{function.__name__}, which computes {name}, must return a Series")
        return result
    rows = zip(*(frame[each] for each in parameters)) if parameters else ((),) * len(frame)
    values = [None if any(map(is_missing, row)) else function(**dict(zip(parameters, row))) for row in rows]
    return pd.Series(values, index=frame.index, name=name)


def takes_series(function):
    notes = [each.annotation for each in inspect.signature(function).parameters.values()]
    notes.append(inspect.signature(function).return_annotation)
    return any("Series" in (note if isinstance(note, str) else getattr(note, "__name__", "")) for note in notes)


def required(function):
    """The names of the parameters without which a function cannot be called."""
    return [
        name
        for name, each in inspect.signature(function).parameters.items()
        if each.default is each.empty and each.kind in (each.POSITIONAL_OR_KEYWORD, each.KEYWORD_ONLY)
    ]


_modules = {}


def function_of(reference, root):
    """The function that `path/to/file.py::name` means below the root."""
    path, _, name = reference.partition("::")
    home = Path(root).resolve()
    file = (home / path).resolve()
    if home not in file.parents:
        raise ValueError(f"{reference} leads out of {home}")
    function = getattr(module_of(file, home), name, None)
    if not callable(function):
        raise AttributeError(f"{file} has no function {name}")
    return function


def module_of(file, home):
    if file not in _modules:
        if not file.is_file():
            raise FileNotFoundError(f"there is no file {file}")
        # Its own imports start from the root, as they do in the project.
        if str(home) not in sys.path:
            sys.path.insert(0, str(home))
        spec = importlib.util.spec_from_file_location(f"_plumbline_{len(_modules)}_{file.stem}", file)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        _modules[file] = module
    return _modules[file]
