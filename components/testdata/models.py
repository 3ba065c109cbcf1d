"""Intervals between spikes of stock models under a constant current, from the equations as the papers write them.

/usr/bin/python3 components/testdata/models.py writes models.json. Euler's method with steps of 1 us; units are mV, ms, nF or pF, nS, pA.
The last interval within the time is recorded, in ms.
"""
import json, os
from math import exp, tanh, cosh

DT = 0.001


def last_interval(step, state, spiked, reset, duration):
    spikes, above = [], False
    for k in range(int(duration / DT)):
        state = step(state)
        if spiked(state):
            if not above:
                spikes.append(k * DT)
            state, above = reset(state, spikes[-1] == k * DT), reset is keep
        else:
            above = False
    return spikes[-1] - spikes[-2]


def keep(state, first):
    return state


def ratio(x, scale):  # x/(1 - exp(-x/scale))
    return scale if abs(x) < 1e-9 else x / (1 - exp(-x / scale))


def lif(I, tau=20, R=0.1, E=-70, th=-50, vr=-60, ref=2):
    def step(s):
        v, left = s
        if left > 0:
            return v, left - DT
        return v + DT * (E - v + R * I) / tau, 0
    return last_interval(step, (E, 0), lambda s: s[0] > th, lambda s, f: (vr, ref - DT/2), 400)


def adaptive_threshold(I):
    def step(s):
        v, t, left = s
        t += DT * (-50 - t) / 15
        if left > 0:
            return v, t, left - DT
        return v + DT * (-70 - v + 0.1 * I) / 20, t, 0
    return last_interval(step, (-70, -50, 0), lambda s: s[0] > s[1], lambda s, f: (-60, s[1] + 3, 2 - DT/2), 500)


def adaptive_lif(I):
    def step(s):
        v, w, left = s
        dw = DT * (1e-0 * (v + 70) * 1 - w) / 100  # nS mV = pA
        if left > 0:
            return v, w + dw, left - DT
        return v + DT * (-70 - v + 0.1 * (I - w)) / 20, w + dw, 0
    return last_interval(step, (-70, 0, 0), lambda s: s[0] > -50, lambda s, f: (-60, s[1] + 20, 2 - DT/2), 1500)


def qif(I):
    def step(s):
        v, left = s
        if left > 0:
            return v, left - DT
        return v + DT * (0.07 * (v + 70) * (v + 50) + 0.1 * I) / 20, 0
    return last_interval(step, (-70, 0), lambda s: s[0] > 0, lambda s, f: (-60, 2 - DT/2), 400)


def eif(I):
    def step(s):
        v, left = s
        if left > 0:
            return v, left - DT
        return v + DT * (-70 - v + 2 * exp((v + 50) / 2) + 0.1 * I) / 20, 0
    return last_interval(step, (-70, 0), lambda s: s[0] > -30, lambda s, f: (-60, 2 - DT/2), 400)


def adex(I):  # Brette & Gerstner (2005), pF, nS, pA
    def step(s):
        v, w = s
        return (v + DT * (-30 * (v + 70.6) + 30 * 2 * exp((v + 50.4) / 2) - w + I) / 281, w + DT * (4 * (v + 70.6) - w) / 144)
    return last_interval(step, (-70.6, 0), lambda s: s[0] > -40.4, lambda s, f: (-70.6, s[1] + 80.5), 1500)


def izhikevich(I):
    def step(s):
        v, u = s
        return v + DT * (0.04 * v * v + 5 * v + 140 - u + I), u + DT * 0.02 * (0.2 * v - u)
    return last_interval(step, (-65, -13), lambda s: s[0] > 30, lambda s, f: (-65, s[1] + 8), 1000)


def hodgkin_huxley(I):  # uA/cm2, mS/cm2
    def step(s):
        v, m, h, n = s
        dv = -0.3 * (v + 54.4) - 120 * m**3 * h * (v - 50) - 36 * n**4 * (v + 77) + I
        am, bm = 0.1 * ratio(v + 40, 10), 4 * exp(-(v + 65) / 18)
        ah, bh = 0.07 * exp(-(v + 65) / 20), 1 / (1 + exp(-(v + 35) / 10))
        an, bn = 0.01 * ratio(v + 55, 10), 0.125 * exp(-(v + 65) / 80)
        return v + DT * dv, m + DT * (am * (1 - m) - bm * m), h + DT * (ah * (1 - h) - bh * h), n + DT * (an * (1 - n) - bn * n)
    return last_interval(step, (-65, 0.0529, 0.5961, 0.3177), lambda s: s[0] > 0, keep, 200)


def traub_miles(I):  # mS/cm2, uA/cm2
    vt = -63
    def step(s):
        v, m, h, n = s
        dv = -0.05 * (v + 60) - 100 * m**3 * h * (v - 50) - 30 * n**4 * (v + 90) + I
        am, bm = 0.32 * ratio(v - vt - 13, 4), 0.28 * ratio(-(v - vt - 40), 5)
        ah, bh = 0.128 * exp((17 - v + vt) / 18), 4 / (1 + exp((40 - v + vt) / 5))
        an, bn = 0.032 * ratio(v - vt - 15, 5), 0.5 * exp((10 - v + vt) / 40)
        return v + DT * dv, m + DT * (am * (1 - m) - bm * m), h + DT * (ah * (1 - h) - bh * h), n + DT * (an * (1 - n) - bn * n)
    return last_interval(step, (-60, 0, 1, 0), lambda s: s[0] > -20, keep, 300)


def wang_buzsaki(I):
    def step(s):
        v, h, n = s
        am, bm = 0.1 * ratio(v + 35, 10), 4 * exp(-(v + 60) / 18)
        m = am / (am + bm)
        dv = -0.1 * (v + 65) - 35 * m**3 * h * (v - 55) - 9 * n**4 * (v + 90) + I
        ah, bh = 0.07 * exp(-(v + 58) / 20), 1 / (exp(-0.1 * (v + 28)) + 1)
        an, bn = 0.01 * ratio(v + 34, 10), 0.125 * exp(-(v + 44) / 80)
        return v + DT * dv, h + DT * 5 * (ah * (1 - h) - bh * h), n + DT * 5 * (an * (1 - n) - bn * n)
    return last_interval(step, (-64, 0.78, 0.09), lambda s: s[0] > -20, keep, 300)


def morris_lecar(I):  # uA/cm2
    def step(s):
        v, w = s
        m = 0.5 * (1 + tanh((v + 1.2) / 18))
        dv = (I - 2 * (v + 60) - 4.4 * m * (v - 120) - 8 * w * (v + 84)) / 20
        dw = 0.04 * (0.5 * (1 + tanh((v - 2) / 30)) - w) * cosh((v - 2) / 60)
        return v + DT * dv, w + DT * dw
    return last_interval(step, (-60, 0.0149), lambda s: s[0] > 0, keep, 600)


if __name__ == "__main__":
    rows = [  # model, current in pA as Golgi has it, interval in ms
        ("LIF", 300, lif(300)), ("AdaptiveThreshold", 300, adaptive_threshold(300)), ("AdaptiveLIF", 400, adaptive_lif(400)),
        ("QIF", 300, qif(300)), ("EIF", 300, eif(300)), ("AdEx", 1000, adex(1000)), ("Izhikevich", 10, izhikevich(10)),
        ("HodgkinHuxley", 2000, hodgkin_huxley(10)), ("TraubMiles", 200, traub_miles(1)), ("WangBuzsaki", 200, wang_buzsaki(1)),
        ("MorrisLecar", 100, morris_lecar(100)),
    ]
    with open(os.path.join(os.path.dirname(__file__), "models.json"), "w") as out:
        out.write("[\n" + ",\n".join(json.dumps({"model": m, "picoamp": I, "interval": round(x, 3)}) for m, I, x in rows) + "\n]\n")
