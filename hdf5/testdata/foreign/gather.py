"""Gathers trajectories of pypet's in one small file, without what Golgi does not read.

Usage: gather.py OUT [PREFIX=]FILE...

A prefix goes before the names of the trajectories of a file. Left out are config and the overviews that repeat the parameters; what is copied is copied as it is.
"""

import sys

import h5py

OVERVIEW = ("info", "runs", "explorations")


def main(out, paths):
    with h5py.File(out, "w") as to:
        for path in paths:
            prefix, _, path = path.rpartition("=")
            with h5py.File(path, "r") as source:
                for name in source:
                    gather(source[name], to.create_group(prefix + name))


def gather(source, to):
    for key, value in source.attrs.items():
        to.attrs[key] = value
    for name in source:
        if name == "config":
            continue
        if name != "overview":
            source.copy(name, to)
            continue
        for table in OVERVIEW:
            if table in source["overview"]:
                source["overview"].copy(table, to.require_group("overview"))


main(sys.argv[1], sys.argv[2:])
