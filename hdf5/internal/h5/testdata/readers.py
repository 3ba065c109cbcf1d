"""Reads what readers_test.go writes with the libraries of Python, and asserts what it finds.

Usage: readers.py FILE

Prints a line "library ok", "library missing: ..." or "library wrong: ..." for each library.
"""

import functools
import sys
import traceback
import warnings


def with_h5py(path):
    import h5py

    with h5py.File(path, "r") as f:
        t = f["table"]
        assert t.dtype.names == ("run", "größe", "wide", "ok", "x.y", "index", "names")
        assert list(t["run"]) == [i << 33 for i in range(9)]
        assert t["größe"][3].decode() == "üüü" and t["wide"].dtype == "S9"
        assert t["x.y"].shape == (9, 2, 3) and t["x.y"][5, 0, 0] == 10
        assert t["ok"].dtype == "u1" and list(t["ok"][:4]) == [1, 0, 0, 1]
        assert [list(r) for r in t["names"][:2]] == [[b"", b"b"]] * 2
        a = t.attrs
        assert a["leaf"].dtype == "i1" and a["yes"] == True and a["fixed"].decode() == "größe"
        assert a["variable"] == "größe" and a["empty"] == "" and list(a["list"]) == [b"a", b"bc"]
        assert len(a["none"]) == 0 and len(a["long"]) == 100000
        assert [d.keys() for d in f["copy/v"].dims] == [["time"], ["neuron"]]
        assert f["copy/v"].dims[0]["time"] == f["copy/time"]
        assert f["text"][()].decode() == "größe" and [s.decode() for s in f["texts"]] == ["é", "", "abc"]
        assert f["outside/v"][2, 1] == 5


def with_xarray(engine, path):
    import xarray

    if engine == "netcdf4":
        import netCDF4  # for its absence to show
    else:
        import h5netcdf
    with xarray.open_dataset(path, group="copy", engine=engine) as d:
        assert d.v.dims == ("time", "neuron") and list(d.time) == [0, 0.5, 1]
        assert d.time.attrs == {"units": "s"} and d.v.attrs == {"comment": "größe"}
    with xarray.open_dataset(path, group="copy/below", engine=engine) as d:
        assert d.many[200] == 40000


def with_pytables(path):
    import tables

    with tables.open_file(path) as f:
        f.root.table.read()
        assert f.root.table.cols.run[8] == 8 << 33 and f.root.table.coldtypes["größe"] == "S6"
        a = f.root.table._v_attrs
        assert (a.fixed, a.variable, a.empty, a.leaf) == ("größe", "größe", "", 1)
        assert f.root.copy.v[2, 1] == 5 and f.root.text.read().item().decode() == "größe"
        str(f)


def outcome(library, job):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            job(sys.argv[1])
    except ImportError as e:
        return f"{library} missing: {e}"
    except BaseException:
        return f"{library} wrong: " + traceback.format_exc().replace("\n", " | ")
    return f"{library} ok"


if __name__ == "__main__":
    print(outcome("h5py", with_h5py))
    print(outcome("h5netcdf", functools.partial(with_xarray, "h5netcdf")))
    print(outcome("netcdf4", functools.partial(with_xarray, "netcdf4")))
    print(outcome("pytables", with_pytables))
