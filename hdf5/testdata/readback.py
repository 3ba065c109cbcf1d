"""Reads the samples of the Go tests with the libraries of Python, and asserts what it finds.

Usage: readback.py FILE...

A file with links to segments is called linked.hdf5, and is read by those that follow them.

Prints a line "library ok", "library missing: ..." or "library wrong: ..." for each library. pypet is looked for in
the folder that the environment variable GOLGI_PYTHONPATH names, and where Python looks for libraries.
"""

import functools
import logging
import math
import os
import sys
import traceback
import warnings

RUN = "clustered/results/runs/run_00000000/"
KINDS = "kinds/results/runs/run_00000000/"


def with_h5py(path):
    import h5py
    import numpy as np

    with h5py.File(path, "r") as f:
        assert f.attrs["format"] == "golgi" and f.attrs["format_version"] == (5 if "kinds" in f else 4)
        t = f["clustered"]
        assert t.attrs["comment"] == "Litwin-Kumar & Doiron (2012), größer"
        assert t.attrs["seed"] == 1 and t.attrs["engine"] == "reference"
        tau = t["parameters/neurons/tau"]
        assert tau["data__brn2__"]["value"] == [15] and tau.attrs["units"] == "ms"
        assert list(tau["explored_data__brn2__"]["value"]) == [1, 2, 3, 4] and tau["data__brn2__"]["unit"] == [b"msecond"]
        assert tau.attrs["SRVC_AN_order"] == 1 and tau.attrs["SRVC_AN_reset"] == -70
        assert tau.attrs["annotation_units.reset"] == "mV"
        assert t["parameters/neurons/N/data"]["data"] == [2**40]
        assert t["parameters/connections/kind/data"]["data"] == [b"clustered"]
        clusters = t["parameters/connections/clusters"]
        lists = [clusters["explored__rr__/set_00000/xa_%08d" % i] for i in clusters["explored_data__rr__"]["idx"]]
        assert [list(values) for values in lists] == [[50], [], [25, 25], [1, 2, 3]]
        table = t["overview/table"]
        assert list(table["status"].asstr()) == ["finished", "finished", "failed", "pending"]
        assert table["error"].asstr()[2] == "no convergence"
        assert list(table["parameters.connections.R_ee"]) == [1, 1.6, 2.5, 3.2]
        assert list(table["parameters.connections.kind"].asstr()) == ["clustered", "", "größer", "clustered"]
        v = f[RUN + "monitors/v/v"]
        assert v.shape == (3, 2) and v.dtype == "<f8" and v.attrs["units"] == "mV"
        assert (v[()] == [[-70, -69.5], [-69, -68.5], [-68, -67.5]]).all()
        assert [d.keys() for d in v.dims] == [["time"], ["neuron"]] and list(v.dims[0]["time"]) == [0, 0.1, 0.2]
        assert f[RUN + "monitors/spikes/i"].dtype == "<i4" and list(f[RUN + "monitors/spikes/i"]) == [5, 3, 5]
        assert f[RUN + "monitors/v/none"].shape == (0,)
        assert f[RUN + "fano/name"].asstr()[()] == "größe"
        assert f["clustered/results/runs/run_00000001/fano/mean"][()] == 1.8
        assert list(t["results/runs"]) == ["run_00000000", "run_00000001", "run_ALL"]
        assert list(t["results/_p_partial"]) == ["run_00000002"]  # it has failed
        assert f["clustered/results/_p_partial/run_00000002/fano/mean"][()] == 2.8
        if "posts" in t["overview"]:
            posts_with_h5py(f, t)
        if "kinds" not in f:
            return
        run = f[KINDS + "all"]
        assert run["int"][()] == 2**40 and list(run["ints"]) == [-(2**63), 2**63 - 1]
        assert list(run["texts"].asstr()) == ["", "größe"] and run["grid"].asstr()[1, 0] == "ü"
        assert run["flat"].shape == (0, 5) and run["flags"].dtype == "u1" and np.isnan(run["nan"][()])
        assert list(f["kinds/overview/command"].asstr()) == ["run", "--größe", ""]
        others_with_h5py(f["kinds/parameters/other"], f[KINDS + "other"])
        one = f["kinds/parameters/one"]
        assert one.attrs["SRVC_AN_order"] == 3 and one.attrs["SRVC_INIT_COMMENT"] == b"single ones"
        assert f["kinds/parameters/shortcut/data"]["data"] == [-(2**63)] and f["kinds/parameters/many/bools/data__rr__"][0] == 1
        line = f["kinds/results/best"]  # of the trajectory as a whole, by a link
        assert line.name == "/kinds/results/best" and line["slope"][()] == 2.5 and line["slope"].attrs["units"] == "mV"
        assert list(line["xs"]) == [1, 2] and line.attrs["SRVC_AN_order"] == 3 and list(f["kinds/results"]) == ["best", "fit", "runs"]
        assert f["kinds/config/pool/workers/data"]["data"] == [8]


def others_with_h5py(parameters, items):
    import numpy as np

    dtypes = "byte u1 small i1 short i2 int i4 long u8 ushort u2 uint u4 float f4 complex c16 narrow c8".split()
    for name, dtype in zip(dtypes[::2], dtypes[1::2]):
        assert parameters[name + "/data"].dtype["data"] == "<" + dtype and items[name].dtype == "<" + dtype
    assert parameters["byte/data"]["data"] == [200] and list(parameters["byte/explored_data"]["data"]) == [0, 1]
    assert items["long"][()] == 2**64 - 1 and items["small"][()] == -8 and items["complex"][()] == 1 - 2j
    for group, name in ((items, "%s"), (parameters, "%s/data__rr__")):
        assert group[name % "blob"][()].tobytes() == b"\0\1\xff" and list(group[name % "complexes"]) == [1j]
        assert group[name % "matrix"][()].tolist() == [[1, 2], [3, 4]] and group[name % "floats"].dtype == "<f4"
        assert group[name % "volts"][()].tolist() == [[-70], [-55]]
        frame, csr = group[name % "frame"], group[name % "csr"]
        assert frame.attrs["form"] == "frame" and frame.attrs["columns"] == "cell rate"
        assert list(frame["cell"].asstr()) == ["exc", "größe"] and list(frame["rate"]) == [3, 7.5]
        assert frame["rate"].attrs["units"] == "Hz" and frame["rate"].attrs["comment"] == "mean"
        dense = np.zeros(csr["shape"][:])
        for i in range(2):
            part = slice(*csr["indptr"][i : i + 2])
            dense[i, csr["indices"][part]] = csr["data"][part]
        assert dense.tolist() == [[1, 0, 2], [0, 3, 0]]
    frames = parameters["frame/explored__rr__/set_00000"]
    assert [frames["xa_%08d" % i + "/rate"][0] for i in parameters["frame/explored_data__rr__"]["idx"]] == [1, 2]


def posts_with_h5py(f, t):
    post = t["overview/posts/post_00001"]
    assert post.attrs["git_revision"] == "8c5d23b" and post["command"].asstr()[()].tolist() == ["post", "später"]
    assert f[RUN].attrs["posts"] == 1 and "posts" not in t["results/runs/run_ALL"].attrs
    assert f[RUN + "added/later/rate"].attrs["post"] == 1 and f[RUN + "added/later/rate"][()] == 2.5
    assert f[RUN + "fano/later"].attrs["post"] == 1 and "post" not in f[RUN + "fano/mean"].attrs
    assert t["overview/table/posts"][()].tolist() == [1, 1, 0, 0]
    assert t["overview/logs/run_00000002/log"].asstr()[()].startswith("0.001 s warn größer\n")
    environment = t["overview/environment"]
    assert environment.attrs["cpu"] == "a fast one" and environment["modules"].asstr()[()].tolist() == ["a v1", "b v2"]
    assert environment["source_0/diff"].asstr()[()] == "-kleiner\n+größer\n" and environment["source_0"].attrs["module"] == "own"


def with_xarray(engine, path):
    import xarray

    if engine == "netcdf4":
        import netCDF4  # for its absence to show
    else:
        import h5netcdf

    def opened(group):
        return xarray.open_dataset(path, group=group, engine=engine)

    def text(value):
        return value.decode() if isinstance(value, bytes) else value  # h5netcdf decodes none of fixed length

    with opened(RUN + "monitors/v") as d:
        d.load()
        assert d.v.dims == ("time", "neuron") and d.v.attrs["units"] == "mV" and d.v.dtype == "float64"
        assert list(d.time) == [0, 0.1, 0.2] and d.time.attrs["units"] == "ms"
        assert list(d.neuron) == [3, 7] and d.v.sel(neuron=7).values.tolist() == [-69.5, -68.5, -67.5]
        assert d.spiked.dtype == bool and d.spiked.values.tolist() == [True, False]
        assert d["labels"].values.tolist() == ["a", "ä"] and d.square.values.tolist() == [[1, 2], [3, 4]]
        assert d.none.shape == (0,) and d.attrs["SRVC_AN_source"] == "exc"
    with opened(RUN + "monitors/spikes") as d:
        assert d.t.dims == d.i.dims == ("spike",) and d.t.values.tolist() == [0.1, 0.1, 7.0]
    with opened(RUN + "fano") as d:
        assert float(d["mean"]) == 0.8 and bool(d.ok) and text(d.attrs["SRVC_INIT_COMMENT"]) == "in windows of 100 ms"
        assert text(d.name.values.item()) == "größe"
    with opened("clustered/results/_p_partial/run_00000002/fano") as d:
        assert float(d["mean"]) == 2.8
    with opened("clustered/overview/table") as d:
        frame = d.to_dataframe()
        assert list(frame.index) == [0, 1, 2, 3]
        assert list(frame["parameters.connections.R_ee"]) == [1, 1.6, 2.5, 3.2]
        assert list(frame["parameters.connections.plastic"]) == [True, False, True, True]
        assert list(frame.status) == ["finished", "finished", "failed", "pending"]
        assert frame.duration[0] == 0.0015 and frame.duration.isna().tolist() == [False, False, False, True]
        assert abs(frame.start[0] - 1795253459.123456) < 1e-6
        assert frame["results.fano.mean"].tolist()[:2] == [0.8, 1.8]
        assert frame["results.fano.mean"].isna().tolist() == [False, False, True, True]
        assert frame["results.fano.name"].tolist() == ["größe", "größe", "", ""]
    with opened("clustered/overview/pre_run") as d:
        assert d.run.values.tolist() == [-1] and d["results.fano.ok"].dtype == bool
    try:
        d = opened(KINDS + "all")
    except OSError:
        return  # there is only the sample
    with d:
        d.load()
        assert int(d.int) == 2**40 and d.ints.values.tolist() == [-(2**63), 2**63 - 1]
        assert text(d.text.values.item()) == "größe" and text(d.empty.values.item()) == ""
        assert d.texts.values.tolist() == ["", "größe"] and d.grid.values.tolist() == [["a", ""], ["ü", "d"]]
        assert d.flags.dtype == bool and d.flags.values.tolist() == [[True, False, True]]
        assert d.flat.shape == (0, 5) and d.notexts.shape == (0,) and math.isnan(d.nan)
    with opened(KINDS + "other") as d:
        d.load()
        for name, dtype in ("byte", "u1"), ("small", "i1"), ("long", "u8"), ("float", "f4"), ("blob", "u1"), ("floats", "f4"):
            assert d[name].dtype == dtype, name
        assert d.blob.values.tobytes() == b"\0\1\xff" and d.matrix.shape == (2, 2) and d.volts.attrs["units"] == "mV"
    with opened(KINDS + "other/frame") as d:
        frame = d.to_dataframe()
        assert frame.index.name == "row" and list(frame.cell) == ["exc", "größe"] and list(frame.rate) == [3, 7.5]
    with opened(KINDS + "other/csr") as d:
        assert d["data"].dims == d.indices.dims == ("entry",) and d.indptr.values.tolist() == [0, 2, 3]
    with opened("kinds/results/fit/line") as d:
        assert float(d.slope) == 2.5 and d.slope.attrs["units"] == "mV" and d.xs.dims == ("run",)
    with opened("kinds/overview/table") as d:
        frame = d.to_dataframe()
        assert frame["parameters.other.byte"].tolist() == [0, 1] and frame["results.other.byte"][0] == 200
        assert frame["parameters.x"].tolist() == [2**33, -1]
        assert frame["results.all.int"][0] == 2**40 and math.isnan(frame["results.all.int"][1])


def with_tables(path):
    import tables

    with tables.open_file(path) as f:
        assert len(list(f.walk_nodes("/clustered"))) > 90
        for node in f.walk_nodes("/", "Leaf"):
            if not isinstance(node, tables.UnImplemented):
                node.read()
        v = f.get_node("/" + RUN + "monitors/v/v")
        assert v[:].tolist() == [[-70, -69.5], [-69, -68.5], [-68, -67.5]] and v.attrs.units == "mV"
        assert f.get_node("/clustered/parameters/neurons/tau/data__brn2__").col("value") == [15]
        assert f.get_node("/clustered/overview/runs").col("completed").tolist() == [1, 1, 0, 0]
        assert list(f.get_node("/clustered/results")._v_children) == ["runs"]  # and nothing of the run that has failed
        str(f)


def with_pypet(path):
    sys.path.insert(0, os.environ.get("GOLGI_PYTHONPATH", "."))
    logging.disable(logging.CRITICAL)
    import pypet  # before brian2, which takes seconds
    import brian2

    def loaded(name):
        return pypet.load_trajectory(
            name=name,
            filename=path,
            load_all=2,
            force=True,
            dynamic_imports=["pypet.brian2.parameter.Brian2Parameter"],
        )

    t = loaded("clustered")
    assert t.v_comment == "Litwin-Kumar & Doiron (2012), größer" and len(t) == 4
    assert t.parameters.neurons.N == 2**40 and t.f_get("R_ee").v_comment == "clustering factor"
    tau = t.f_get("tau")
    assert tau.f_get() == 15 * brian2.ms and tau.f_get_range()[3] == 4 * brian2.ms
    assert tau.v_annotations.order == 1 and tau.v_annotations.note == "τ" and tau.v_annotations.reset == -70
    assert sorted(t.f_get_explored_parameters()) == [
        "parameters.connections." + name for name in ("R_ee", "clusters", "kind", "plastic")
    ] + ["parameters.neurons.tau"]
    assert [t.f_is_completed(i) for i in range(4)] == [1, 1, 0, 0]
    assert sorted(t.results.runs.f_get_children()) == ["run_00000000", "run_00000001", "run_ALL"]
    t.f_set_crun(2)
    assert t.R_ee == 2.5 and t.kind == "größer" and t.plastic is True and t.clusters.tolist() == [25, 25]
    t.f_set_crun(1)
    assert t.results.crun.fano.mean == 1.8 and t.results.crun.fano.ok is True and t.results.crun.fano.name == "größe"
    assert t.f_get("results.runs.run_00000001.fano").v_comment == "in windows of 100 ms"
    assert t.f_get("derived_parameters.runs.run_00000001.connections.p_in").f_get() == 0.5
    v = t.f_get("results.runs.run_00000000.monitors.v")
    assert v.v.tolist() == [[-70, -69.5], [-69, -68.5], [-68, -67.5]] and v.v_annotations.source == "exc"
    assert v.f_get("_pypet.labels").tolist() == ["a", "ä"]
    assert t.f_get("results.runs.run_ALL.fano").f_get("mean") == 0.8 - 1
    if "posted" in path:
        for i in range(2):
            assert t.f_get("results.runs.run_%08d.added.later" % i).f_get("rate") == 2.5 + i
            assert t.f_get("results.runs.run_%08d.fano" % i).f_get("later").tolist() == [1, 2]
    if "kinds" in open_names(path):
        kinds_with_pypet(loaded("kinds"), brian2)


def kinds_with_pypet(t, brian2):
    one, many = t.parameters.one, t.parameters.list
    assert one.int == -(2**63) and one.float == -math.inf and one.bool is True and one.text == ""
    assert one.quantity == 2 * brian2.siemens / brian2.metre**2
    assert one.noise == 3 * brian2.volt * brian2.second**-0.5
    assert many.ints.tolist() == [2**63 - 1, -1] and many.bools == [True, False] and many.texts == ["", "größe"]
    assert many.quantities.tolist() == [-70, -55] and len(many.none) == 0 and len(many.notexts) == 0
    notes = t.f_get("parameters.one.int").v_annotations
    assert (notes.int, notes.float, notes.yes, notes.no, notes.text) == (1, 0.5, 1, 0, "ü")
    t.f_set_crun(0)
    assert t.parameters.x == 2**33 and t.weights.tolist() == [1, 2] and t.group == ["ä"]
    assert t.results.crun.z.tolist() == [1, 2]  # a result with one item of its name is its value
    run = t.f_get("results.runs.run_00000000.all")
    assert run.f_get("int") == 2**40 and run.f_get("bool") is False and run.f_get("text") == "größe"
    assert run.f_get("ints").tolist() == [-(2**63), 2**63 - 1] and run.f_get("flags").tolist() == [[1, 0, 1]]
    assert run.f_get("_pypet.grid").tolist() == [["a", ""], ["ü", "d"]]
    assert t.parameters.shortcut == -(2**63) and t.parameters.many.texts == ["", "größe"] and t.config.pool.workers == 8
    assert t.f_get("parameters.one").v_comment == "single ones" and t.f_get("parameters.one").v_annotations.order == 3
    line = t.f_get("results.fit.line")
    assert line.f_get("slope") == 2.5 and line.f_get("xs").tolist() == [1, 2] and line.v_comment == "over all runs"
    other, items = t.parameters.other, t.f_get("results.runs.run_00000000.other")
    assert other.byte == 0 and type(other.byte).__name__ == "uint8" and other.long == 2**64 - 1
    assert other.float == 0.5 and type(other.float).__name__ == "float32" and other.complex == 1j and other.int == -32
    assert other.blob.tobytes() == b"\0\1\xff" and other.matrix.tolist() == [[1, 2], [3, 4]] and other.complexes.tolist() == [1j]
    assert other.volts.tolist() == [[-70], [-55]] and other.words.tolist() == [["ä", ""]]
    assert t.f_get("parameters.other.frame").f_is_empty() and t.f_get("parameters.other.csr").f_is_empty()
    assert items.f_get("long") == 2**64 - 1 and items.f_get("complex") == 1 - 2j and items.f_get("blob").tobytes() == b"\0\1\xff"
    assert items.f_get("frame.rate").tolist() == [3, 7.5] and items.f_get("csr.indptr").tolist() == [0, 2, 3]
    assert items.f_get("frame._pypet.cell").tolist() == ["exc", "größe"]


def open_names(path):
    import h5py

    with h5py.File(path, "r") as f:
        return list(f)


def main():
    warnings.simplefilter("ignore")  # texts of variable length are not for PyTables, which says so at length
    for how, read in {
        "h5py": with_h5py,
        "h5netcdf": functools.partial(with_xarray, "h5netcdf"),
        "netcdf4": functools.partial(with_xarray, "netcdf4"),
        "tables": with_tables,
        "pypet": with_pypet,
    }.items():
        try:
            for path in sys.argv[1:]:
                if how in ("h5py", "netcdf4") or not path.endswith("linked.hdf5"):
                    read(path)
            print(how, "ok", flush=True)
        except ImportError as e:
            print(how, "missing:", e, flush=True)
        except Exception:
            print(how, "wrong:", traceback.format_exc().replace("\n", " | "), flush=True)


main()
