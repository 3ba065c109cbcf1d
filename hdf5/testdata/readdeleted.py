"""Reads the sample of the Go tests, of which runs 0 and 2 were deleted, with the libraries of Python.

Usage: readdeleted.py FILE

Prints a line for each library, as readback.py does, and finds pypet where that does.
"""

import os
import sys
import traceback
import warnings

STATUS = ["deleted", "finished", "deleted", "pending"]


def with_h5py(path):
    import h5py

    with h5py.File(path, "r") as f:
        table = f["clustered/overview/table"]
        assert f.attrs["format_version"] == 7 and list(table["status"].asstr()) == STATUS
        assert list(table["error"].asstr()) == ["it had finished", "", "it had failed: no convergence", ""]
        assert list(f["clustered/results/runs"]) == ["run_00000001", "run_ALL"] and list(f["clustered/results"]) == ["runs"]
        assert f["clustered/results/runs/run_00000001/fano/mean"][()] == 1.8


def with_xarray(path):
    import xarray

    table = xarray.open_dataset(path, group="clustered/overview/table").to_dataframe()
    assert list(table["status"]) == STATUS and list(table["name"]) == ["run_%08d" % i for i in range(4)]
    assert list(table["results.fano.mean"].isna()) == [True, False, True, True]


def with_pypet(path):
    sys.path.insert(0, os.environ.get("GOLGI_PYTHONPATH", ""))
    import pypet

    t = pypet.load_trajectory("clustered", filename=path, load_all=2, force=True, dynamic_imports=["pypet.brian2.parameter.Brian2Parameter"])
    assert [t.f_is_completed(i) for i in range(4)] == [0, 1, 0, 0]
    assert sorted(t.results.runs.f_get_children()) == ["run_00000001", "run_ALL"]
    t.f_set_crun(1)
    assert t.R_ee == 1.6 and t.results.crun.fano.mean == 1.8


def main():
    warnings.simplefilter("ignore")
    for how, read in {"h5py": with_h5py, "xarray": with_xarray, "pypet": with_pypet}.items():
        try:
            read(sys.argv[1])
            print(how, "ok", flush=True)
        except ImportError as e:
            print(how, "missing:", e, flush=True)
        except Exception:
            print(how, "wrong:", traceback.format_exc().replace("\n", " | "), flush=True)


main()
