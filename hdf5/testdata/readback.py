"""Reads the sample of the Go tests with the libraries of Python, and asserts what it finds.

Usage: readback.py FILE...

Prints a line "library ok", "library missing: ..." or "library wrong: ..." for each library.
"""

import functools
import sys
import traceback
import warnings

RUN = "clustered/runs/00000000/results/"


def with_h5py(path):
    import h5py
    import numpy as np

    with h5py.File(path, "r") as f:
        assert f.attrs["format"] == "golgi" and f.attrs["format_version"] == 1
        t = f["clustered"]
        assert t.attrs["comment"] == "Litwin-Kumar & Doiron (2012), größer"
        assert t.attrs["seed"] == 1 and t.attrs["engine"] == "reference"
        tau = t["parameters/neurons/tau"]
        assert tau[()] == 0.015 and tau.attrs["units"] == "s"
        assert tau.attrs["annotation.order"] == 1 and tau.attrs["annotation.note"] == "τ"
        assert tau.attrs["annotation.reset"] == -0.07 and tau.attrs["annotation.reset.units"] == "V"
        assert t["parameters/neurons/N"][()] == 2**40
        plastic = t["parameters/connections/plastic"]
        assert plastic.dtype == "u1" and plastic[()] == 0 and plastic.attrs["dtype"] == "bool"
        assert t["parameters/connections/kind"].asstr()[()] == "clustered"
        table = t["run_table"]
        assert list(table["status"].asstr()) == ["finished", "finished", "failed", "pending"]
        assert table["error"].asstr()[2] == "no convergence"
        assert list(table["parameters.connections.R_ee"]) == [1, 1.6, 2.5, 3.2]
        assert list(table["parameters.connections.kind"].asstr()) == ["clustered", "", "größer", "clustered"]
        assert list(table["parameters.neurons.tau"]) == [0.001, 0.002, 0.003, 0.004]
        lists = t["explored_lists/connections.clusters"]
        parts = np.split(lists["value"][()], np.cumsum(lists["length"])[:-1])
        assert [list(p) for p in parts] == [[50], [], [25, 25], [1, 2, 3]]
        v = f[RUN + "monitors/v/v"]
        assert v.shape == (3, 2) and v.dtype == "<f8" and v.attrs["units"] == "mV"
        assert (v[()] == [[-70, -69.5], [-69, -68.5], [-68, -67.5]]).all()
        assert [d.keys() for d in v.dims] == [["time"], ["neuron"]] and list(v.dims[0]["time"]) == [0, 0.1, 0.2]
        assert f[RUN + "monitors/spikes/i"].dtype == "<i4" and list(f[RUN + "monitors/spikes/i"]) == [5, 3, 5]
        assert f[RUN + "monitors/v/none"].shape == (0,)
        assert f[RUN + "fano/name"].asstr()[()] == "größe"
        assert f["clustered/runs/00000001/results/fano/mean"][()] == 1.8


def with_xarray(engine, path):
    import xarray

    if engine == "netcdf4":
        import netCDF4  # for its absence to show
    else:
        import h5netcdf

    def opened(group):
        return xarray.open_dataset(path, group=group, engine=engine)

    with opened(RUN + "monitors/v") as d:
        assert d.v.dims == ("time", "neuron") and d.v.attrs["units"] == "mV" and d.v.dtype == "float64"
        assert list(d.time) == [0, 0.1, 0.2] and d.time.attrs["units"] == "ms"
        assert list(d.neuron) == [3, 7] and d.v.sel(neuron=7).values.tolist() == [-69.5, -68.5, -67.5]
        assert d.spiked.dtype == bool and d.spiked.values.tolist() == [True, False]
        assert d["labels"].values.tolist() == ["a", "ä"] and d.square.values.tolist() == [[1, 2], [3, 4]]
        assert d.none.shape == (0,) and d.attrs["annotation.source"] == "exc"
    with opened(RUN + "monitors/spikes") as d:
        assert d.t.dims == d.i.dims == ("spike",) and d.t.values.tolist() == [0.1, 0.1, 7]
    with opened(RUN + "fano") as d:
        assert float(d["mean"]) == 0.8 and bool(d.ok) and d.attrs["comment"] == "in windows of 100 ms"
    with opened("clustered/run_table") as d:
        frame = d.to_dataframe()
        assert list(frame.index) == [0, 1, 2, 3]
        assert list(frame["parameters.connections.R_ee"]) == [1, 1.6, 2.5, 3.2]
        assert list(frame["parameters.connections.plastic"]) == [True, False, True, True]
        assert list(frame.status) == ["finished", "finished", "failed", "pending"]
        assert frame.duration[0] == 0.0015 and frame.duration.isna().tolist() == [False, False, False, True]
        assert abs(frame.start[0] - 1795253459.123456) < 1e-6
    with opened("clustered/explored_lists/connections.clusters") as d:
        assert d.length.values.tolist() == [1, 0, 2, 3]


def with_tables(path):
    import tables

    with tables.open_file(path) as f:
        nodes = list(f.walk_nodes("/clustered"))
        assert len(nodes) > 50
        v = f.get_node("/" + RUN + "monitors/v/v")
        assert v[:].tolist() == [[-70, -69.5], [-69, -68.5], [-68, -67.5]] and v.attrs.units == "mV"
        assert f.get_node("/clustered/parameters/neurons/tau").read() == 0.015
        str(f)


def main():
    warnings.simplefilter("ignore")  # texts of variable length are not for PyTables, which says so at length
    for how, read in {
        "h5py": with_h5py,
        "h5netcdf": functools.partial(with_xarray, "h5netcdf"),
        "netcdf4": functools.partial(with_xarray, "netcdf4"),
        "tables": with_tables,
    }.items():
        try:
            for path in sys.argv[1:]:
                read(path)
            print(how, "ok")
        except ImportError as e:
            print(how, "missing:", e)
        except Exception:
            print(how, "wrong:", traceback.format_exc().replace("\n", " | "))


main()
