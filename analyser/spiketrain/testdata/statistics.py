"""Statistics of some spike trains with numpy and scipy. /usr/bin/python3 testdata/statistics.py writes statistics.json.

The definitions of cv2, lv, fano factor and correlation coefficient are those of Elephant 1.1 (statistics.cv2, statistics.lv,
statistics.fanofactor per train, spike_train_correlation.correlation_coefficient), written out. The SPIKE distance is integrated on a fine grid from
eq. 17 to 20 of Kreuz et al. (2013), with spikes of both trains at both ends.
"""
import json, os
import numpy as np
import scipy, scipy.signal, scipy.stats

rng = np.random.default_rng(23)
START, STOP, WINDOW, BIN = 0.5, 4.5, 0.1, 0.005
common = np.cumsum(rng.exponential(0.2, 30))
trains = []
for shape, mean in [(1, 0.05), (3, 0.04), (0.5, 0.06), (2, 0.03), (1, 0.3)]:
    t = np.cumsum(rng.gamma(shape, mean / shape, 400))
    t = np.concatenate([t, common[rng.random(30) < 0.6]])
    trains.append(sorted(set(np.round(t[t < 5], 4))))

edges = START + WINDOW * np.arange(int(round((STOP - START) / WINDOW)) + 1)
counts = np.array([np.histogram(t, edges)[0] for t in trains])
isis = [np.diff(t) for t in trains]
nearest = lambda t, other: np.min(np.abs(np.asarray(other) - t))


def spike_distance(a, b, steps=400000):
    a = [START] + [t for t in a if START < t < STOP] + [STOP]
    b = [START] + [t for t in b if START < t < STOP] + [STOP]
    t = START + (np.arange(steps) + 0.5) * (STOP - START) / steps
    def parts(w, other):
        w = np.asarray(w)
        k = np.searchsorted(w, t, side="right") - 1
        p, f = w[k], w[k + 1]
        near = np.array([nearest(x, other) for x in w])
        return (near[k] * (f - t) + near[k + 1] * (t - p)) / (f - p), f - p
    s1, x1 = parts(a, b)
    s2, x2 = parts(b, a)
    return float(np.mean((s1 * x2 + s2 * x1) / (2 * ((x1 + x2) / 2) ** 2)))


pairs = [(i, j) for i in range(5) for j in range(i)]
binary = np.array([np.histogram(t, START + BIN * np.arange(int(round((STOP - START) / BIN)) + 1))[0] > 0 for t in trains]).astype(float)
rate = sum(np.histogram(t, START + BIN * np.arange(int(round((STOP - START) / BIN)) + 1))[0] for t in trains) / (len(trains) * BIN)
f, p = scipy.signal.welch(rate, fs=1 / BIN, window="boxcar", nperseg=200, noverlap=0, detrend="constant")
_, odd = scipy.signal.welch(rate, fs=1 / BIN, window="boxcar", nperseg=175, noverlap=0, detrend="constant")
inside = [np.array([x for x in t if START <= x < STOP]) for t in trains]
out = {
    "versions": "numpy %s, scipy %s" % (np.__version__, scipy.__version__),
    "trains": [[float(x) for x in t] for t in trains],
    "cv": [float(scipy.stats.variation(i, ddof=1)) for i in isis],
    "cv2": [float(2 * np.mean(np.abs(np.diff(i)) / (i[1:] + i[:-1]))) for i in isis],
    "lv": [float(3 * np.mean((np.diff(i) / (i[1:] + i[:-1])) ** 2)) for i in isis],
    "fano": [float(np.var(c, ddof=1) / np.mean(c)) for c in counts],
    "correlation": [float(scipy.stats.pearsonr(counts[i], counts[j])[0]) for i, j in pairs],
    "kappa": float(np.mean([binary[i] @ binary[j] / np.sqrt(binary[i].sum() * binary[j].sum()) for i, j in pairs])),
    "distance": [spike_distance(trains[i], trains[j]) for i, j in pairs],
    "f1f0": [float(2 * abs(np.sum(np.exp(-2j * np.pi * 4 * t))) / len(t)) for t in inside],
    "power": [float(x) for x in p], "odd": [float(x) for x in odd], "peak": float(f[np.argmax(p)]),
}
with open(os.path.join(os.path.dirname(__file__), "statistics.json"), "w") as file:
    file.write(json.dumps(out).replace(', "', ',\n"').replace("], [", "],\n[") + "\n")
