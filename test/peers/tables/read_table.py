"""Reads a table with other people's programs, and prints what they see as JSON.

Standard input: {folder, columns, instants}. Output: {delta, hudi: {latest, as_of, since}}: the rows at every version by
deltalake, and at every instant and since every instant by hudi. Rows are lists of the columns in order, with numbers,
times and bytes as text that says exactly what they are.
"""

import datetime
import json
import sys
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
from deltalake import DeltaTable
from hudi import HudiQueryType, HudiReadOptions, HudiTableBuilder


def plain(value):
    """A value as the test writes it, too."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).isoformat(timespec="microseconds")
    if isinstance(value, (datetime.date, float, int, Decimal)) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    return value


def rows(table: pa.Table, columns: list[str]) -> list[list[object]]:
    """The rows of a table; a column that it does not have is missing in each."""
    table = table.select([name for name in columns if name in table.column_names])
    return [[plain(row.get(name)) for name in columns] for row in table.to_pylist()]


def delta(folder: str, columns: list[str]) -> list[list[list[object]]]:
    latest = DeltaTable(folder).version()
    tables = (DeltaTable(folder, version=version) for version in range(latest + 1))
    return [rows(table.to_pyarrow_table(), columns) for table in tables]


def hudi(folder: str, columns: list[str], instants: list[str]) -> dict[str, object]:
    table = HudiTableBuilder.from_base_uri(folder).build()

    def read(options=None) -> list[list[object]]:
        batches = table.read(options)
        return rows(pa.Table.from_batches(batches), columns) if batches else []

    as_of = [read(HudiReadOptions().with_as_of_timestamp(instant)) for instant in instants]
    since = [
        read(
            HudiReadOptions()
            .with_query_type(HudiQueryType.Incremental)
            .with_start_timestamp(before)
            .with_end_timestamp(instants[-1])
        )
        for before in instants[:-1]
    ]
    return {"latest": read(), "as_of": as_of, "since": since}


def main() -> None:
    request = json.loads(sys.stdin.read())
    folder = str(Path(request["folder"]))
    columns, instants = request["columns"], request["instants"]
    print(json.dumps({"delta": delta(folder, columns), "hudi": hudi(folder, columns, instants)}))


if __name__ == "__main__":
    main()
