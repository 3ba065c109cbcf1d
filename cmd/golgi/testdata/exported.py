"""Reads what golgi export has written of the sample of script_test.go, with pandas, and Parquet if there is an engine for it."""
import json
import math
import sys

import pandas

folder = sys.argv[1]
big = 2**60 + 1
words = ["a,b", "two\nlines", 'says "x"', "é", None, None]
fanos = [1.5, math.nan, math.inf, None, None, None]


def same(a, b):
    return pandas.isna(a) and (b is None or b != b) or a == b


def check(table, unit, integers=True):
    assert list(table["status"]) == ["finished"] * 4 + ["failed", "pending"], table["status"]
    assert list(table["parameters.neurons.tau" + unit("ms")]) == [5, 5, 5, 7.5, 7.5, 7.5]
    assert list(table["run"]) == list(range(6))
    for name, wanted in [("results.stats.word", words), ("results.stats.fano", fanos), ("results.stats.rate" + unit("Hz"), [20, 21, 22, 23, None, None])]:
        assert all(same(a, b) for a, b in zip(table[name], wanted)), (name, list(table[name]))
    assert table["error"][4] == "no convergence\nat 3 s"
    if integers:
        assert [int(n) for n in table["results.stats.count"][:4]] == [1, big, -3, 0], list(table["results.stats.count"])
    assert [str(x).capitalize() for x in table["results.stats.ok"][:4]] == ["True", "False", "True", "False"]


def slash(unit):
    return "/" + unit


# (pandas 1.5 reads integers beside missing ones by way of floats, so that it is told how.)
check(pandas.read_csv(folder + "/t.csv", dtype={"results.stats.count": str, "results.stats.ok": str}), slash)
with open(folder + "/t.json") as file:
    rows = json.load(file)
for row in rows:
    if isinstance(row["results.stats.fano"], str):
        row["results.stats.fano"] = float(row["results.stats.fano"])
assert rows[1]["results.stats.count"] == big
check(pandas.DataFrame(rows, dtype=object), slash)
read = "csv, json"
try:
    table = pandas.read_parquet(folder + "/t.parquet")
except ImportError as missing:
    print(read, "and not parquet:", missing)
else:
    check(table, lambda unit: "", integers=False)
    print(read, "and parquet")
