"""Writes a file with pypet, for the Go tests to read.

Usage: write_pypet.py FILE

pypet is looked for in the folder that the environment variable GOLGI_PYTHONPATH names. Prints "missing: ..." where it
is not to be had.
"""

import logging
import os
import sys
import warnings

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
sys.path.insert(0, os.environ.get("GOLGI_PYTHONPATH", "."))
try:
    import pypet  # the one that is missing most often comes first: brian2 takes seconds
    import brian2
    import numpy as np
    from pypet.brian2.parameter import Brian2Parameter
except ImportError as e:
    print("missing:", e)
    sys.exit()


def run(traj):
    traj.f_add_result("z", z=traj.x * traj.y, comment="product")
    traj.f_add_result(
        "g.many",
        array=np.arange(6.0).reshape(2, 3),
        n=traj.v_idx,
        text="abc",
        list=[1, 2, 3],
        dict={"a": 1},
        flag=True,
        single=np.float32(1.5),
        bytes=np.arange(3, dtype="u1"),
        complex=1 + 2j,
        empty=np.array([]),
    )
    traj.f_add_derived_parameter("double", traj.x * 2)
    traj.f_add_result("$set.$.deep.w", w=traj.x * 3)
    traj.f_add_result("rates.$", mean=traj.x * 4)
    traj.f_add_result("spikes.$set.of.$.inner", mean=traj.x * 5)
    traj.f_add_derived_parameter("own.$.d", traj.x * 6)


def main(path):
    ms = brian2.ms
    env = pypet.Environment(
        trajectory="T", filename=path, overwrite_file=True, comment="hello", log_config=None, report_progress=False
    )
    t = env.traj
    t.f_add_parameter("x", 1.0, comment="first")
    t.f_add_parameter("g.y", 2)
    t.f_add_parameter("s", "abc")
    t.f_add_parameter("b", True)
    t.f_add_parameter("tuple", (1.5, 2.5))
    t.f_add_parameter("strings", ["a", "bb"])
    t.f_add_parameter("matrix", np.arange(6).reshape(2, 3))
    t.f_add_parameter(pypet.ArrayParameter, "array", np.array([1.0, 2.0]))
    t.f_add_parameter(pypet.PickleParameter, "pickle", {"a": 1})
    t.f_add_parameter(Brian2Parameter, "tau", 10 * ms)
    t.f_add_parameter(Brian2Parameter, "noise", 3 * brian2.volt * brian2.second**-0.5)
    x = t.f_get("x")
    x.v_annotations.order, x.v_annotations.note, x.v_annotations.pickled = 3, "hi", [1, 2]
    t.f_explore(
        {
            "x": [1.0, 2.0, 3.0],
            "y": [4, 5, 6],
            "tau": [1 * ms, 2 * ms, 3 * ms],
            "array": [np.array([1.0]), np.array([1.0, 2.0]), np.array([1.0])],
        }
    )
    t.f_add_derived_parameter("before", 7)
    t.f_add_result("runs.$.early", n=1)
    env.run(run)
    t.f_add_result("summary.mean", m=2.5, comment="of all runs")
    t.f_add_link("link", t.f_get("parameters.g"))
    t.f_store()
    env.disable_logging()


main(sys.argv[1])
