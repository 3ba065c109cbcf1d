"""Writes trajectories as pypet does, each with one odd thing, into one file.   python3 write_odd.py OUT

The layout is that of pypet's releases, from its sources. Wants h5py and tables.
"""

import sys
import warnings

import h5py
import numpy as np
import tables

warnings.simplefilter("ignore")
UTF8 = h5py.string_dtype("utf-8")


def text(o, name, value):
    o.attrs.create(name, value.encode(), dtype=h5py.string_dtype("utf-8", max(1, len(value.encode()))))


def table(group, name, **columns):
    columns = {k: np.array(v) for k, v in columns.items()}
    rows = len(next(iter(columns.values())))
    a = np.zeros(rows, [(k, v.dtype, v.shape[1:]) for k, v in columns.items()])
    for k, v in columns.items():
        a[k] = v
    d = group.create_dataset(name, data=a)
    text(d, "SRVC_STORE", "TABLE")
    return d


def leaf(parent, path, kind, comment=""):
    g = parent.require_group(path)
    g.attrs["SRVC_LEAF"] = np.int8(1)
    text(g, "SRVC_INIT_CLASS_NAME", kind)
    if comment:
        text(g, "SRVC_INIT_COMMENT", comment)
    return g


def item(group, name, value):
    d = group.create_dataset(name, data=value)
    text(d, "SRVC_STORE", "ARRAY")
    return d


def parameter(t, path, value, values=None):
    g = leaf(t, "parameters/" + path, "Parameter")
    table(g, "data", data=[value])
    if values is not None:
        table(g, "explored_data", data=values)
    return g


def result(t, path, **items):
    g = leaf(t, "results/" + path, "Result")
    for k, v in items.items():
        item(g, k, v)
    return g


def overview(t, runs, length=None, version=b"0.7.0", idx=None, times=True, explorations=(b"parameters.x",), done=None):
    o = t.require_group("overview")
    table(o, "info", version=[version], comment=[b"of info"], length=np.array([runs if length is None else length], "i4"))
    columns = dict(idx=np.array(range(runs) if idx is None else idx, "i4"),
                   completed=np.array([1] * runs if done is None else done, "i4"))
    if times:
        columns.update(timestamp=np.full(runs, 1e9), finish_timestamp=np.full(runs, 1e9 + 1))
    table(o, "runs", **columns)
    if explorations:
        table(o, "explorations", explorations=list(explorations))


def plain(t, runs=3, **more):
    """three runs over x, which all gave z"""
    overview(t, runs, **more)
    parameter(t, "x", 0.0, [1.0, 2.0, 3.0])
    for i in range(3):
        result(t, "runs/run_%08d/z" % i, z=10.0 * i)


def rows_ahead(t):
    plain(t, runs=5, done=[1, 1, 1, 0, 0])


def rows_missing(t):
    plain(t, runs=2, length=3)


def range_short(t):
    plain(t)
    parameter(t, "y", 1, [1, 2])


def nobody_knows(t):
    plain(t, runs=4, length=7, version=b"0.1b.9", done=[1] * 4)


def no_table_of_runs(t):
    plain(t)
    del t["overview/runs"]


def odd_table_of_runs(t):
    plain(t, idx=[0, 1, 7])


def runs_in_other_order(t):
    plain(t, idx=[2, 0, 1], done=[0, 1, 1])
    del t["results/runs/run_00000002"]


def empty_info(t):
    plain(t)
    del t["overview/info"]
    t["overview"].create_dataset("info", shape=(0,), dtype=[("version", "S8")])


def explored_is_missing(t):
    plain(t, explorations=[b"parameters.x", b"parameters.gone"])


def explored_elsewhere(t):
    plain(t, explorations=[b"config.c", b"parameters.x"])
    g = leaf(t, "config/c", "Parameter")
    table(g, "data", data=[1])
    table(g, "explored_data", data=[4, 5, 6])


def explored_has_no_range(t):
    plain(t, explorations=[b"parameters.y", b"parameters.x"])
    parameter(t, "y", 1)


def runs_beyond_the_table(t):
    plain(t)
    result(t, "runs/run_00000007/z", z=1.0)


def results_in_two_places(t):
    plain(t)
    result(t, "run_00000001/z", z=-1.0)
    result(t, "rates/run_00000001", r=1.0)
    result(t, "runs/run_00000001/rates/mean", mean=2.0)


def odd_attributes(t):
    plain(t)
    for i, value in enumerate((3, np.arange(3), np.array([b"a", b"b"]), h5py.Empty("S1"))):
        g = parameter(t, "p%d" % i, 1)
        g.attrs["SRVC_INIT_COMMENT"] = value
        g.attrs["SRVC_INIT_CLASS_NAME"] = value
        g["data"].attrs["SRVC_COLUMN_data_SCALAR_TYPE"] = value
        g.attrs["SRVC_ANNOTATED"] = True
        g.attrs["SRVC_AN_a"] = value
    z = t["results/runs/run_00000000/z"]
    z.attrs["SRVC_LEAF"] = np.bool_(True)
    z["z"].attrs["SRVC_DATA_SCALAR_TYPE"] = 7
    t.attrs["CLASS"] = 3
    t.attrs["SRVC_INIT_COMMENT"] = np.arange(2)


def links(t):
    plain(t)
    z = t["results/runs/run_00000000/z"]
    z["soft"] = h5py.SoftLink("/plain/parameters/x/data")
    z["dangling"] = h5py.SoftLink("/nowhere")
    z["outside"] = h5py.ExternalLink("other.hdf5", "/x")
    z["again"] = t["results"]
    t["results/runs/run_00000001/gone"] = h5py.SoftLink("/nowhere")
    t["parameters/gone"] = h5py.SoftLink("/nowhere")


def odd_names(t):
    plain(t)
    for name in ("n" * 300, "ünïcode", "two words", "_under", "a.b", "parameters", "$"):
        parameter(t, name + "/p", 1)
        result(t, "runs/run_00000000/" + name, **{name: 1, "_" + name: 2, "1": 3})
    parameter(t, "a/b/p", 2)
    leaf(t, "results/runs/run_00000000/empty", "Result", "it has nothing")


def odd_values(t):
    plain(t)
    leaf(t, "parameters/nothing", "Parameter")
    g = leaf(t, "parameters/no_rows", "Parameter")
    g.create_dataset("data", shape=(0,), dtype=[("data", "f8")])
    g = leaf(t, "parameters/no_table", "Parameter")
    g["data"] = 5
    g = leaf(t, "parameters/group", "Parameter")
    g.create_group("data")
    g = leaf(t, "parameters/other_columns", "Parameter")
    table(g, "data", other=[1])
    parameter(t, "cube", np.zeros((2, 2)))
    parameter(t, "half", np.float16(0.5))
    parameter(t, "big", np.uint64(2**64 - 1))
    g = leaf(t, "parameters/unit", "Brian2Parameter")
    table(g, "data__brn2__", value=[1.0], unit=[b"furlong ** 2"])
    z = leaf(t, "results/runs/run_00000000/odd", "Result")
    item(z, "nothing", h5py.Empty("f8"))
    item(z, "big", np.uint64(2**64 - 1))
    item(z, "list", np.zeros((2, 0)))
    item(z, "complex", np.array([1j]))
    z.create_dataset("lists", data=np.array([np.arange(2), np.arange(3)], object), dtype=h5py.vlen_dtype("i8"))
    z.create_dataset("time", data=np.zeros(2, "V8"))
    z.create_dataset("texts", data=np.array([[b"a", b"\xff"]]))
    z.create_dataset("ref", data=t["parameters"].ref, dtype=h5py.ref_dtype)


def not_marked(t):
    """killed between the values of a result and its attributes"""
    plain(t)
    for name in list(t["results/runs/run_00000002/z"].attrs):
        del t["results/runs/run_00000002/z"].attrs[name]


def first_release(t):
    """0.1b.0 to 0.1b.9: ranges are marked by an attribute; arrays of a range stand in the group of the parameter"""
    plain(t, version=b"0.1b.0", times=False, explorations=())
    t["parameters/x"].attrs["SRVC_INIT_LENGTH"] = 3
    for d in ("data", "explored_data"):
        text(t["parameters/x"][d], "SRVC_COLUMN_data_SCALAR_TYPE", "<type 'float'>")
    g = parameter(t, "flag", np.uint8(1), np.array([1, 0, 1], "u1"))
    for d in ("data", "explored_data"):
        text(g[d], "SRVC_COLUMN_data_SCALAR_TYPE", "<type 'bool'>")
    g = leaf(t, "parameters/a", "ArrayParameter")
    item(g, "data__rr__", np.arange(2))
    item(g, "xa__rr__00000000", np.arange(3))
    item(g, "xa__rr__00000001", np.eye(2))
    table(g, "explored_data__rr__", idx=np.array([0, 1, 0], "i4"))
    g = leaf(t, "parameters/s", "SparseParameter")
    item(g, "data__spsp__data", np.arange(2))
    item(g, "data__spsp__is_dia", 0)
    item(g, "xspm__spsp__data__spsp__00000000", np.arange(2))
    table(g, "explored_data__spsp__", idx=np.array([0, 0, 1], "i4"), is_dia=np.array([0, 0, 0], "u1"))
    table(t["results/runs/run_00000000"], "explored_parameters", value=[b"x"])
    del t["results/runs/run_00000000/explored_parameters"].attrs["SRVC_STORE"]


def newer(t):
    plain(t, version=b"1.2.3")


def ranges_of_several_kinds(t):
    plain(t)
    g = leaf(t, "parameters/a", "ArrayParameter")
    item(g, "data__rr__", np.arange(2))
    for i, v in enumerate((np.arange(2.0), np.eye(2))):
        item(g, "explored__rr__/set_00000/xa_%08d" % i, v)
    table(g, "explored_data__rr__", idx=np.array([0, 1, 2], "i4"))


def aborted(t):
    """nothing is explored as far as is known; one run has stored its results, and another an empty group"""
    overview(t, 3, done=[0, 0, 0], explorations=())
    result(t, "runs/run_00000000/z", z=1.0)
    t.create_group("results/runs/run_00000001")


ALL = (plain, rows_ahead, rows_missing, range_short, nobody_knows, no_table_of_runs, odd_table_of_runs, runs_in_other_order,
       empty_info, explored_is_missing, explored_elsewhere, explored_has_no_range, runs_beyond_the_table,
       results_in_two_places, odd_attributes, links, odd_names, odd_values, not_marked, first_release, newer,
       ranges_of_several_kinds, aborted)


def main(out):
    with h5py.File(out, "w") as f:
        for write in ALL:
            write(f.create_group(write.__name__))
        f.create_group("not_of_pypet").create_dataset("overview", data=1)
        plain(f.create_group("näme of %s" % ("n" * 200)))
        plain(f.create_group("filtered"))
        f["empty"] = 3
    with tables.open_file(out, "a") as f:
        filters = tables.Filters(complevel=5, complib="blosc")
        where = f.root.filtered.results.runs.run_00000000.z
        f.create_carray(where, "squeezed", obj=np.zeros(1000), filters=filters)


main(sys.argv[1])
