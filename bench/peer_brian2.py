#!/usr/bin/python3
"""Runs a workload of this folder with real Brian 2, and prints the line that "go run ./bench run" prints.

    peer_brian2.py NAME [--target cpp|cython|numpy] [--seconds s] [--seed n] [--flags "-O3 ..."] [--directory d]

What is timed is the time of the processor that the simulation takes: within the program for cpp, around the time loop else.
"""
import argparse
import json
import os
import resource
import subprocess
import sys
import time
import warnings

warnings.filterwarnings("ignore")
arguments = argparse.ArgumentParser()
arguments.add_argument("name")
arguments.add_argument("--target", default="cpp", choices=["cpp", "cython", "numpy"])
arguments.add_argument("--seconds", type=float, default=0)
arguments.add_argument("--seed", type=int, default=1)
arguments.add_argument("--flags", default="", help="for the C++ compiler, instead of Brian's")
arguments.add_argument("--directory", default="brian2_standalone")
asked = arguments.parse_args()

from brian2 import *  # noqa: E402
import numpy as np  # noqa: E402


def vogels_abbott(neurons, initial, we, wi):
    """Four excitatory neurons for each inhibitory one, and 80 synapses from each neuron on average."""
    size, excitatory = neurons.N, int(0.8 * neurons.N)
    for variable, value in initial.items():
        setattr(neurons, variable, value)
    ce = Synapses(neurons, neurons, on_pre="ge += we", namespace={"we": we}, name="Ce")
    ci = Synapses(neurons, neurons, on_pre="gi += wi", namespace={"wi": wi}, name="Ci")
    ce.connect("i < %d" % excitatory, p=80.0 / size)
    ci.connect("i >= %d" % excitatory, p=80.0 / size)
    spikes = SpikeMonitor(neurons, name="M")
    return ([neurons, ce, ci, spikes], {"E": (spikes, 0, excitatory), "I": (spikes, excitatory, size)},
            [(ce, spikes), (ci, spikes)])


def cuba(size):
    names = dict(taum=20*ms, taue=5*ms, taui=10*ms, Vt=-50*mV, Vr=-60*mV, El=-49*mV)
    neurons = NeuronGroup(size, """dv/dt = (ge+gi-(v-El))/taum : volt (unless refractory)
        dge/dt = -ge/taue : volt
        dgi/dt = -gi/taui : volt""", threshold="v > Vt", reset="v = Vr", refractory=5*ms, method="exact",
        namespace=names, name="P")
    return vogels_abbott(neurons, {"v": "Vr + rand()*(Vt - Vr)"}, 1.62*mV, -9*mV)


def coba():
    names = dict(taum=20*ms, taue=5*ms, taui=10*ms, Vt=-50*mV, Vr=-60*mV, El=-60*mV, Ee=0*mV, Ei=-80*mV)
    neurons = NeuronGroup(4000, """dv/dt = (ge*(Ee-v)+gi*(Ei-v)-(v-El))*(1./taum) : volt (unless refractory)
        dge/dt = -ge*(1./taue) : 1
        dgi/dt = -gi*(1./taui) : 1""", threshold="v > Vt", reset="v = Vr", refractory=5*ms,
        method="exponential_euler", namespace=names, name="P")
    return vogels_abbott(neurons, {"v": "El + (randn()*5 - 5)*mV", "ge": "randn()*1.5 + 4", "gi": "randn()*12 + 20"}, 0.6, 6.7)


def hodgkin_huxley():
    names = dict(Cm=200*pF, gl=10*nS, El=-60*mV, EK=-90*mV, ENa=50*mV, g_na=20*uS, g_kd=6*uS, VT=-63*mV,
                 taue=5*ms, taui=10*ms, Ee=0*mV, Ei=-80*mV)
    neurons = NeuronGroup(4000, """
        dv/dt = (gl*(El-v)+ge*(Ee-v)+gi*(Ei-v)-g_na*(m*m*m)*h*(v-ENa)-g_kd*(n*n*n*n)*(v-EK))/Cm : volt
        dm/dt = alpha_m*(1-m)-beta_m*m : 1
        dn/dt = alpha_n*(1-n)-beta_n*n : 1
        dh/dt = alpha_h*(1-h)-beta_h*h : 1
        dge/dt = -ge*(1./taue) : siemens
        dgi/dt = -gi*(1./taui) : siemens
        alpha_m = 0.32*(mV**-1)*4*mV/exprel((13*mV-v+VT)/(4*mV))/ms : Hz
        beta_m = 0.28*(mV**-1)*5*mV/exprel((v-VT-40*mV)/(5*mV))/ms : Hz
        alpha_h = 0.128*exp((17*mV-v+VT)/(18*mV))/ms : Hz
        beta_h = 4./(1+exp((40*mV-v+VT)/(5*mV)))/ms : Hz
        alpha_n = 0.032*(mV**-1)*5*mV/exprel((15*mV-v+VT)/(5*mV))/ms : Hz
        beta_n = .5*exp((10*mV-v+VT)/(40*mV))/ms : Hz""", threshold="v > -20*mV", refractory=3*ms,
        method="exponential_euler", namespace=names, name="P")
    return vogels_abbott(neurons, {"v": "El + (randn()*5 - 5)*mV", "ge": "(randn()*1.5 + 4)*10.*nS",
                                   "gi": "(randn()*12 + 20)*10.*nS"}, 6*nS, 67*nS)


def stdp(inputs, outputs):
    gmax = .01 * 1000 / inputs
    names = dict(Ee=0*mV, El=-74*mV, vt=-54*mV, vr=-60*mV, taum=10*ms, taue=5*ms)
    before = PoissonGroup(inputs, rates=15*Hz, name="I")
    after = NeuronGroup(outputs, """dv/dt = (ge*(Ee - v) + El - v)/taum : volt
        dge/dt = -ge/taue : 1""", threshold="v > vt", reset="v = vr", method="euler", namespace=names, name="P")
    synapses = Synapses(before, after, """w : 1
        dApre/dt = -Apre/taupre : 1 (event-driven)
        dApost/dt = -Apost/taupost : 1 (event-driven)""",
        on_pre="""ge += w
        Apre += dApre
        w = clip(w + Apost, 0, gmax)""",
        on_post="""Apost += dApost
        w = clip(w + Apre, 0, gmax)""", name="S",
        namespace=dict(taupre=20*ms, taupost=20*ms, gmax=gmax, dApre=.01*gmax, dApost=-.01*1.05*gmax))
    synapses.connect()
    synapses.w = "rand()*gmax"
    sent, received = SpikeMonitor(before, name="MI"), SpikeMonitor(after, name="M")
    return ([before, after, synapses, sent, received], {"in": (sent, 0, inputs), "out": (received, 0, outputs)},
            [(synapses, sent), (synapses, received)])


def brunel():
    size, excitatory = 10000, 8000
    names = dict(taum=20*ms, J=0.1*mV, g=5.0, theta=20*mV)
    neurons = NeuronGroup(size, "dv/dt = -v/taum : volt (unless refractory)", threshold="v > theta", reset="v = 10*mV",
                          refractory=2*ms, method="exact", namespace=names, name="P")
    neurons.v = "rand()*theta"
    drive = PoissonInput(neurons, "v", N=800, rate=25*Hz, weight=0.1*mV)
    ce = Synapses(neurons, neurons, on_pre="v += J", delay=1.5*ms, namespace=names, name="Ce")
    ci = Synapses(neurons, neurons, on_pre="v += -g*J", delay=1.5*ms, namespace=names, name="Ci")
    ce.connect("i < %d" % excitatory, p=1000.0 / size)
    ci.connect("i >= %d" % excitatory, p=1000.0 / size)
    spikes = SpikeMonitor(neurons, name="M")
    return ([neurons, drive, ce, ci, spikes], {"E": (spikes, 0, excitatory), "I": (spikes, excitatory, size)},
            [(ce, spikes), (ci, spikes)])


def clustered(merged):
    excitatory, inhibitory, cluster = 2000, 500, 100
    p_out = 0.1 * excitatory / (2.5 * cluster + excitatory - cluster)
    p_in = 2.5 * p_out

    def neurons(kind, size, tau, mu):
        model = "dV/dt = 1.0/tau*(mu - V) + I_syn : 1\nmu : 1\nI_syn = -I_syn_i + I_syn_e : Hz\n"
        names = {"tau": tau}
        for pre, tau2 in ("i", 2*ms), ("e", 3*ms):
            model += """I_syn_PRE = x_PRE/(tau2_PRE - tau1_PRE) : Hz
                dx_PRE/dt = -(normalization_PRE*y_PRE + x_PRE)*invtau1_PRE : 1
                dy_PRE/dt = -y_PRE*invtau2_PRE : 1
                """.replace("PRE", pre)
            names.update({"tau1_" + pre: 1*ms, "tau2_" + pre: tau2, "invtau1_" + pre: 1/(1*ms), "invtau2_" + pre: 1/tau2,
                          "normalization_" + pre: (1*ms - tau2)/tau2})
        group = NeuronGroup(size, model, threshold="V >= 1.0", reset="V = 0.0", refractory=5*ms, method="euler",
                            namespace=names, name="n" + kind)
        group.mu, group.V = mu, "rand()"
        return group

    ni = neurons("i", inhibitory, 10*ms, "1.0 + 0.05*rand()")
    ne = neurons("e", excitatory, 15*ms, "1.1 + 0.1*rand()")
    mi, me = SpikeMonitor(ni, name="MI"), SpikeMonitor(ne, name="ME")
    pathways = []

    def connect(source, target, spikes, statement, p):
        synapses = Synapses(source, target, on_pre=statement)
        synapses.connect("i != j", p=p)
        pathways.append((synapses, spikes))

    connect(ni, ni, mi, "y_i += 0.027", 0.25)
    connect(ni, ne, mi, "y_i += 0.032", 0.25)
    connect(ne, ni, me, "y_e += 0.009", 0.25)
    if merged:
        synapses = Synapses(ne, ne, "w : 1", on_pre="y_e += w", namespace={"p_out": p_out}, name="See")
        synapses.connect("i != j", p="p_out*(1 + 1.5*int(i//100 == j//100))")
        synapses.w = "0.012*(1 + 1.5*int(i//100 == j//100))"
        pathways.append((synapses, me))
    else:
        for first in range(0, excitatory, cluster):
            behind = first + cluster
            own = ne[first:behind]
            connect(own, own, me, "y_e += 0.03", p_in)
            if first > 0:
                connect(own, ne[:first], me, "y_e += 0.012", p_out)
            if behind < excitatory:
                connect(own, ne[behind:], me, "y_e += 0.012", p_out)
    objects = [ni, ne, mi, me] + [s for s, _ in pathways]
    return objects, {"E": (me, 0, excitatory), "I": (mi, 0, inhibitory)}, pathways


WORKLOADS = {
    "A": (10, lambda: cuba(4000)), "A20": (10, lambda: cuba(20000)), "B": (10, coba), "C": (1, hodgkin_huxley),
    "D": (20, lambda: stdp(1000, 1)), "D100": (20, lambda: stdp(10000, 100)), "E": (1, brunel),
    "F": (2, lambda: clustered(False)), "Fm": (2, lambda: clustered(True)),
}


def processor_time():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def run_standalone(net, duration):
    """Runs the C++ program; returns seconds of the processor within its time loop, and its memory in kB."""
    stamp = ('{struct timespec now; clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now); '
             'fprintf(stderr, "%s=%%.6f\\n", now.tv_sec + now.tv_nsec*1e-9);}')
    device.insert_code("before_network_run", stamp % "BEFORE")
    device.insert_code("after_network_run", stamp % "AFTER")
    net.run(duration)
    device.build(directory=asked.directory, compile=True, run=False, debug=False, clean=False)
    program = subprocess.run(["./main"], cwd=asked.directory, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    if program.returncode != 0:
        sys.exit("peer_brian2.py: the program of %s failed: %s" % (asked.name, program.stderr))
    said = dict(line.split("=") for line in program.stderr.splitlines() if line.startswith(("BEFORE=", "AFTER=")))
    get_device().has_been_run = True
    with open(os.path.join(asked.directory, "results", "last_run_info.txt")) as info:
        get_device()._last_run_time = float(info.read().split()[0])
    return float(said["AFTER"]) - float(said["BEFORE"]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def run_here(net, duration):
    """Runs in this process; returns seconds of the processor within the time loop, and its memory in kB."""
    loop = {}

    def report(elapsed, completed, start, duration):
        loop["end" if completed >= 1 else "start"] = processor_time()

    net.run(duration, report=report, report_period=1e9*second)
    return loop["end"] - loop["start"], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main():
    if asked.name not in WORKLOADS:
        sys.exit("peer_brian2.py: there is no workload %r; there are %s" % (asked.name, ", ".join(WORKLOADS)))
    if asked.flags:
        prefs.codegen.cpp.extra_compile_args_gcc = asked.flags.split()
    if asked.target == "cpp":
        set_device("cpp_standalone", build_on_run=False, directory=asked.directory)
        prefs.devices.cpp_standalone.extra_make_args_unix = ["-j2"]
    else:
        prefs.codegen.target = asked.target
    defaultclock.dt = 0.1*ms
    seed(asked.seed)
    started = processor_time()
    seconds, describe = WORKLOADS[asked.name]
    seconds = asked.seconds or seconds
    objects, populations, pathways = describe()
    net = Network(objects)
    run = run_standalone if asked.target == "cpp" else run_here
    simulation, memory = run(net, seconds*second)
    answer = {"workload": asked.name, "simulator": "brian2 " + asked.target + (" " + asked.flags if asked.flags else ""),
              "simulation_s": round(simulation, 6), "build_s": round(processor_time() - started - simulation * (asked.target != "cpp"), 6),
              "memory_mb": memory // 1024, "synapses": 0, "synaptic_events": 0, "spikes": 0, "rates_hz": {}}
    for name, (monitor, start, stop) in populations.items():
        spikes = int(monitor.count[start:stop].sum())
        answer["spikes"] += spikes
        answer["rates_hz"][name] = spikes / (stop - start) / seconds
    counted = set()
    for synapses, monitor in pathways:
        outgoing = monitor.source is synapses.source or getattr(synapses.source, "source", None) is monitor.source
        ends = np.asarray(synapses.variables["_synaptic_pre" if outgoing else "_synaptic_post"].get_value())
        answer["synaptic_events"] += int(np.asarray(monitor.count[:])[ends].sum())
        if synapses.name not in counted:
            counted.add(synapses.name)
            answer["synapses"] += len(ends)
    print(json.dumps(answer))


main()
