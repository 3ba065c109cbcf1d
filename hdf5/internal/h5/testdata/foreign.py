"""Writes foreign.h5: what other programs, foremost pypet, put into their files, and Golgi does not.

Usage: foreign.py FILE

The file is kept beside this script, so that the tests run without Python.
"""

import sys

import h5py
import numpy as np
import tables


def text(value, letters=h5py.h5t.CSET_ASCII, pad=h5py.h5t.STR_NULLTERM, size=None):
    t = h5py.h5t.C_S1.copy()
    t.set_size(size or len(value))
    t.set_cset(letters)
    t.set_strpad(pad)
    return t


def scalar(group, name, kind, value):
    """A dataset of a type that numpy does not have."""
    d = h5py.h5d.create(group.id, name.encode(), kind, h5py.h5s.create(h5py.h5s.SCALAR))
    d.write(h5py.h5s.ALL, h5py.h5s.ALL, np.array(value), mtype=kind)


def attribute(group, name, kind, value):
    a = h5py.h5a.create(group.id, name.encode(), kind, h5py.h5s.create(h5py.h5s.SCALAR))
    a.write(np.array(value), mtype=kind)


def with_pytables(path):
    with tables.open_file(path, "w", filters=tables.Filters(9, "zlib", shuffle=True)) as f:
        row = {
            "text": tables.StringCol(6, pos=0),
            "flag": tables.BoolCol(pos=1),
            "small": tables.Int32Col(pos=2),
            "pair": tables.Float64Col((2,), pos=3),
            "texts": tables.StringCol(2, (2,), pos=4),
            "z": tables.ComplexCol(16, pos=5),
            "byte": tables.UInt8Col(pos=6),
        }
        t = f.create_table("/pytables", "table", row, createparents=True)
        for i in range(5):
            r = t.row
            r["text"], r["flag"], r["small"] = "é".encode() + b"x" * i, i % 2, -i
            r["pair"], r["texts"], r["z"], r["byte"] = [i, i / 2], [b"a", b"bc"], 1j * i, 250 + i
            r.append()
        f.create_carray("/pytables", "array", obj=np.arange(6, dtype="i2").reshape(2, 3))
        a = f.root.pytables._v_attrs
        a.flag, a.text, a.empty, a.leaf = np.bool_(True), "größe", "", np.int8(1)
        f.create_soft_link("/pytables", "soft", "/pytables/array")
        f.create_soft_link("/pytables", "broken", "/nowhere")


def with_h5py(path):
    utf8 = h5py.h5t.CSET_UTF8
    with h5py.File(path, "a") as f:
        g = f.create_group("h5py")
        for kind in "u1", "u2", "u4", "u8", "i1", "i2", ">i8", "f2", "f4", ">f8":
            g[kind] = np.array([0, 1, 7], kind)
        g["above"] = np.array([1, 2**63], "u8")
        g["bool"] = np.array([True, False])
        g["complex"] = np.array([1 + 2j])
        g["object"] = np.array([b"\0\1"], "V2")
        g["reference"] = np.array([g.ref], h5py.ref_dtype)
        g["null"] = h5py.Empty("f8")
        g["S"] = np.array([b"a\0b", b""], "S5")
        g["vlen ascii"] = np.array(["a", "bc"], h5py.string_dtype("ascii"))
        scalar(g, "spaces", text(b"", pad=h5py.h5t.STR_SPACEPAD, size=5), np.array(b"ab   ", "S5"))
        scalar(g, "utf8", text(b"", utf8, size=6), np.array("éa".encode(), "S6"))
        attribute(g, "u8", h5py.h5t.STD_U64LE, np.uint64(2**63 - 1))
        attribute(g, "above", h5py.h5t.STD_U64LE, np.uint64(2**63))
        attribute(g, "u1", h5py.h5t.STD_U8LE, np.uint8(200))
        attribute(g, "f4", h5py.h5t.IEEE_F32LE, np.float32(0.5))
        attribute(g, "spaces", text(b"", pad=h5py.h5t.STR_SPACEPAD, size=5), np.array(b"ab   ", "S5"))
        g.attrs["vlen"] = "größe"
        g.attrs["bool"] = np.bool_(True)
        g.attrs["fixed list"] = np.array([b"a", b"bc"])
        g.attrs["vlen list"] = ["a", "bc"]
        g.attrs["numbers"] = [1, 2]
        g.attrs["reference"] = g.ref
        g["outside"] = h5py.ExternalLink("other.h5", "/a/b")


if __name__ == "__main__":
    with_pytables(sys.argv[1])
    with_h5py(sys.argv[1])
