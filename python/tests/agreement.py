"""How results of Golgi and of Brian are compared.

same          every array after every run is the same to 1e-9 (of its largest value)
as far        a difference, where Brian's numpy and cython targets differ from each other as well. Monitors agree as far as these do, or at least to half that time (rounding
              errors grow, and do not begin alike), and statistics over seeds are the same, where seeds matter
statistics    the run draws random numbers, which are others on Golgi: statistics over seeds are the same
differs       none of that
refused       the device says by name what it cannot run
no run        the script ends before it runs anything, with Brian as well
too long, fails

The statistics are size, mean and standard deviation of each array after each run. Each must be the same in the mean over seeds, to 8 standard errors.
"""
import collections

import numpy as np

TOLERANCE, ERRORS = 1e-9, 8


def differing(want, got):
    """Where values differ; an array of truth values of the same shape. None: the shapes differ."""
    if want.shape != got.shape:
        return None
    want, got = want.astype(float), got.astype(float)
    with np.errstate(all='ignore'):
        finite = np.isfinite(want)
        scale = np.abs(want[finite]).max() if finite.any() else 1
        same = (np.abs(want - got) <= TOLERANCE * (np.abs(want) + scale)) | (np.isnan(want) & np.isnan(got)) | (want == got)
    return ~same


def worst(want, got):
    """The largest difference, of the largest value."""
    if want.shape != got.shape:
        return f'shapes {want.shape} and {got.shape}'
    bad = differing(want, got)
    with np.errstate(all='ignore'):
        scale = np.nanmax(np.abs(want[np.isfinite(want)].astype(float))) if np.isfinite(want).any() else 1
        return f'{bad.sum()} of {bad.size}, worst {np.nanmax(np.abs(want.astype(float) - got)) / (scale or 1):.2g}'


def differences(one, two):
    """The arrays of two runs that differ: name and how much."""
    return [(name, worst(a, two[name]) if name in two else 'is not there') for name, a in one.items()
            if name not in two or differing(a, two[name]) is None or differing(a, two[name]).any()]


def since(one, two):
    """The time from which on the monitors of two runs differ."""
    times = [np.inf]
    for name, t in one.items():
        owner, _, variable = name.rpartition('.')
        if variable != 't' or t.ndim != 1 or 'Monitor' not in owner or name not in two:
            continue
        n = min(len(t), len(two[name]))
        first = n
        for column, a in one.items():
            if column.startswith(owner + '.') and a.ndim and len(a) == len(t) and not column.endswith(('.count', '.N')):
                bad = differing(a[:n], two[column][:n])
                rows = np.flatnonzero(bad.reshape(n, -1).any(axis=1)) if n else []
                first = min(first, rows[0]) if len(rows) else first
        if first < max(len(t), len(two[name])):
            times.append(min(float(x[first]) for x in (t, two[name]) if first < len(x)))
    return min(times)


def parted(one, two):
    """The run in which results part, and the time within it; None: they are the same."""
    for k, (a, b) in enumerate(zip(one['runs'], two['runs'])):
        if differences(a, b):
            return k, since(a, b)
    return None


def features(runs):
    """Statistics of all arrays."""
    out = {}
    for k, held in enumerate(runs):
        for name, a in held.items():
            a = a[np.isfinite(a)].astype(float) if a.dtype.kind in 'fiub' else a
            out[k, name, 'size'] = float(a.size)
            if a.size:
                out[k, name, 'mean'], out[k, name, 'sd'] = float(a.mean()), float(a.std())
    return out


def unlike(brian, golgi, random):
    """Statistics that differ over seeds, and how many were compared. Where a run draws nothing, those that are the same for all seeds say nothing either."""
    brian, golgi = [features(x['runs']) for x in brian], [features(x['runs']) for x in golgi]
    names = [k for k in brian[0] if all(k in x for x in brian + golgi)]
    bad, compared = [], 0
    for k in names:
        b, g = np.array([x[k] for x in brian]), np.array([x[k] for x in golgi])
        if not random and (b == b[0]).all():
            continue
        compared += 1
        error = np.sqrt((b.var(ddof=1) + g.var(ddof=1)) / len(b))
        if abs(b.mean() - g.mean()) > ERRORS * error + TOLERANCE * np.abs(b).max():
            bad.append((f'run {k[0]}: {k[1]}: {k[2]}', f'{b.mean():.6g} and {g.mean():.6g}, {abs(b.mean() - g.mean()) / (error or 1e-300):.3g} standard errors'))
    return bad, compared


def verdict(execute, seeds):
    """`execute(by, seed)` executes a script."""
    golgi = execute('golgi', 0)
    error = golgi['error'] or ''
    if 'NotImplementedError' in error:
        text = error[error.rindex('NotImplementedError: ') + 21:]
        return {'verdict': 'refused', 'runs': len(golgi['runs']), 'why': text[:1500]}
    if error.startswith('it took'):
        return {'verdict': 'too long', 'runs': 0, 'why': error}
    brian = execute('numpy', 0)
    v = {'verdict': 'same', 'runs': len(golgi['runs']), 'golgi': sum(golgi['seconds']), 'numpy': sum(brian['seconds']), 'random': any(golgi['random'])}
    if brian['error']:
        v['brian says'] = brian['error'][-400:]
    if error and not brian['error'] or len(golgi['runs']) != len(brian['runs']):
        return dict(v, verdict='too long' if (error + (brian['error'] or '')).startswith('it took') else 'fails', why=error[-1500:])
    if not golgi['runs']:
        return dict(v, verdict='no run')
    at = parted(brian, golgi)
    if at is None:
        return v
    v['verdict'], v['worst'] = 'statistics', differences(brian['runs'][at[0]], golgi['runs'][at[0]])[:8]
    if not v['random']:
        cython = execute('cython', 0)
        own = parted(brian, cython)
        v.update(verdict='as far', apart=at, brian_apart=own, cython=sum(cython['seconds']))
        if own is None or at[0] < own[0] or at[0] == own[0] and at[1] < own[1] / 2:
            return dict(v, verdict='differs')
    if seeds > 1:
        more = [[execute(by, k) for k in range(1, seeds)] for by in ('numpy', 'golgi')]
        if any(len(x['runs']) != v['runs'] for x in more[0] + more[1]):
            return dict(v, verdict='too long')
        bad, v['compared'] = unlike([brian] + more[0], [golgi] + more[1], v['random'])
        if bad:
            v.update(verdict='differs', unlike=bad[:12])
    return v


def table(verdicts):
    """The verdicts in Markdown."""
    count = collections.Counter(v['verdict'] for v in verdicts)
    lines = [', '.join(f'{n} {what}' for what, n in count.most_common()), '', '| example | runs | verdict | Brian, numpy | Golgi |', '|---|---|---|---|---|']
    for v in sorted(verdicts, key=lambda v: v['script']):
        seconds = [f'{v[k]:.1f} s' if v.get(k) else '' for k in ('numpy', 'golgi')]
        lines.append(f'| {v["script"]} | {v["runs"]} | {said(v)} | {" | ".join(seconds)} |')
    return '\n'.join(lines) + '\n'


def said(v):
    """A verdict in a few words."""
    what = v['verdict']
    if what == 'refused':
        return 'refused: ' + '; '.join(line.strip() for line in v['why'].splitlines()[1:-1])[:300]
    if what == 'as far':
        return f'as far as Brian with itself: {place(v["apart"])}, Brian\'s targets {place(v["brian_apart"])}; then {v.get("compared", 0)} statistics over seeds'
    if what == 'statistics':
        return f'{v.get("compared", 0)} statistics over seeds'
    if what == 'no run':
        return 'no run: ' + (v.get('brian says', '').strip().splitlines() or ['it has none'])[-1][:100]
    if what == 'too long':
        return 'runs on Golgi; by Brian it was not done in the time' if v.get('golgi') else 'not done in the time'
    return {'same': 'same to 1e-9'}.get(what, what)


def place(at):
    return f'run {at[0] + 1}' + (f', {at[1]:.4g} s' if np.isfinite(at[1]) else ', in the end')
