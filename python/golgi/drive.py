"""Programs of experiments, driven by their command lines."""
from __future__ import annotations

import contextlib
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Union

from . import binary, texts
from .errors import GolgiError, Interrupted, ProgramError, RunsFailed, UsageError
from .file import File
from .file import open as open_file
from .names import short
from .optional import need

if TYPE_CHECKING:
    import pandas

Path = Union[str, 'os.PathLike[str]']
Program = Union[Path, Sequence[Path]]

_FAILURE, _USAGE, _INTERRUPTED = 1, 2, 130
# What is said at once: progress, a log, and that a run is stopping. The rest may be an error, and is held until the program has ended.
_AT_ONCE = re.compile(r'(generation \d+: )?\d+ of \d+ runs?\b|\d\d:\d\d:\d\d |stopping|[\w.-]+: (\d+ (more )?runs? |generation )')


def run(program: Program, explore: Mapping[Any, Any] | Sequence[str] | str | None = None, *, trials: int | None = None, set: Mapping[str, Any] | None = None,
        seed: int | None = None, workers: int | None = None, engine: str | None = None, out: Path | None = None, zip: bool = False, append: bool = False,
        overwrite: bool = False, options: Mapping[str, Any] | Sequence[str] = (), quiet: bool = False, check: bool = True, cwd: Path | None = None,
        env: Mapping[str, str] | None = None) -> File:
    """Runs an experiment's program and opens the file of its results.

    program: a path, or the words of a command, as "golgi clustered" or ["go", "run", "."].
    explore: {name: values}, say {"R_ee": [1, 2, 3], "tau": [5*ms, 10*ms]}: all combinations; with zip, the first values together, then the second ones.
        {("R_ee", "tau"): [(1, 5*ms), (2, 10*ms)]} has some change together. A text is a line as behind --explore: "R_ee=1:3:0.5".
    trials: how often each point is repeated, with other random numbers; set: {name: value} of other parameters; seed: of all random numbers.
    workers: how many runs at a time (one for each core); engine: reference or cc; out: the file (out/PROGRAM.hdf5).
    append: add the points to those of the file; overwrite: replace it. options: further ones of the program, {"scale": 0.2} or a list of words.
    quiet: do not show progress, which goes to sys.stderr; check: whether runs that fail are an error; cwd, env: as in subprocess.

    Values may be numbers, texts, truth values, and quantities of pint or Brian 2; they arrive as they are, to the last bit.

    Errors: UsageError where the command is wrong (nothing was computed), RunsFailed where runs have failed (its path names the file with all of them),
    ProgramError for all else, with the words of the program. Ctrl-C stops it: what has finished is kept, and Interrupted is raised.
    """
    words, out = _command(program), os.fspath(out) if out is not None else _usual(program, cwd)
    words += ['run', '--out', out, *(w for line in texts.explorations(explore) for w in ('--explore', line))]
    words += _given(trials=trials, seed=seed, workers=workers, engine=engine, zip=zip, append=append, overwrite=overwrite, quiet=quiet)
    words += _options(options) + _settings(set)
    return _opened(words, _in(cwd, out), quiet, check, cwd, env)


def resume(program: Program, out: Path | None = None, *, workers: int | None = None, engine: str | None = None, rerun_failed: bool = False,
           options: Mapping[str, Any] | Sequence[str] = (), quiet: bool = False, check: bool = True, cwd: Path | None = None,
           env: Mapping[str, str] | None = None) -> File:
    """Goes on with what was interrupted: runs what is missing, as it was begun. rerun_failed: again, what has failed or is lost. Else see run."""
    words, out = _command(program), os.fspath(out) if out is not None else _usual(program, cwd)
    words += ['resume', '--out', out, *_given(workers=workers, engine=engine, rerun_failed=rerun_failed, quiet=quiet), *_options(options)]
    return _opened(words, _in(cwd, out), quiet, check, cwd, env)


def call(program: Program, *words: Any, quiet: bool = True, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> str:
    """Calls a program with any words, and returns what it says on its standard output: golgi.call("golgi", "ls", "x.hdf5", "--json")."""
    words = _command(program) + _options(words)
    code, errors, said = _execute(words, quiet, cwd, env)
    if code:
        raise _error(code, words, said, errors)
    return said


def parameters(program: Program, *, set: Mapping[str, Any] | None = None, options: Mapping[str, Any] | Sequence[str] = (), cwd: Path | None = None,
               env: Mapping[str, str] | None = None) -> pandas.DataFrame:
    """What there is to set and to explore: a pandas.DataFrame with a row for each parameter, by its path.

    Columns: value; unit, "" without; explored: over which values the program explores if nothing is said (else None); min, max: bounds as texts, "" without;
    from: which part of the program declares it; comment.
    """
    pandas = need('pandas', 'a table of parameters')
    rows = json.loads(call(program, 'params', '--json', *_options(options), *_settings(set), cwd=cwd, env=env))
    frame = pandas.DataFrame(rows, dtype=object).set_index('parameter')
    texts_of = ['unit', 'min', 'max', 'from', 'comment']
    frame[texts_of] = frame[texts_of].where(frame[texts_of].notna(), '')
    return frame


def points(program: Program, explore: Mapping[Any, Any] | Sequence[str] | str | None = None, *, trials: int | None = None, set: Mapping[str, Any] | None = None,
           zip: bool = False, options: Mapping[str, Any] | Sequence[str] = (), cwd: Path | None = None, env: Mapping[str, str] | None = None) -> pandas.DataFrame:
    """Which runs there would be: a pandas.DataFrame with a row for each, and a column for each explored parameter; attrs has units and paths. Nothing is run."""
    pandas = need('pandas', 'a table of points')
    words = ['run', '--dry-run', '--json', *(w for line in texts.explorations(explore) for w in ('--explore', line)), *_given(trials=trials, zip=zip)]
    with tempfile.TemporaryDirectory() as nowhere:      # else it says which file is in the way
        rows = json.loads(call(program, *words, '--out', os.path.join(nowhere, 'x.hdf5'), *_options(options), *_settings(set), cwd=cwd, env=env))
    frame = pandas.DataFrame(rows, columns=None if rows else ['run']).set_index('run')
    paths = {column: column.split('/')[0] for column in frame}
    names = short(list(paths.values()))
    frame.columns = [names[paths[column]] for column in frame]
    frame.attrs['units'] = {names[path]: column.split('/', 1)[1] for column, path in paths.items() if '/' in column}
    frame.attrs['paths'] = {names[path]: path for path in paths.values()}
    return frame


def _settings(set):
    return [f'{texts.name(n)}={texts.of(v, n)}' for n, v in (set or {}).items()]


def _command(program):
    """The words of a command."""
    if isinstance(program, (str, os.PathLike)):
        path = os.fspath(program)
        words = shlex.split(path) if ' ' in path and not os.path.exists(path) else [path]
    else:
        words = [os.fspath(w) for w in program]
    if not words:
        raise ValueError('golgi: name a program')
    if words[0] == 'golgi' and (os.environ.get('GOLGI') or shutil.which('golgi') is None):
        words[0] = binary.find()
    return words


def _usual(program, cwd):
    """The file that a program writes if none is named: that of the experiment, or of the folder of a module."""
    name = os.path.basename(_command(program)[-1])
    if name in ('', '.', '..'):
        name = os.path.basename(os.path.abspath(os.path.join(cwd or '.', _command(program)[-1])))
    return os.path.join('out', (os.path.splitext(name)[0] or 'results') + '.hdf5')


def _in(cwd, path):
    return os.path.join(os.fspath(cwd), path) if cwd is not None else path


def _given(**options):
    return _options({name.replace('_', '-'): value for name, value in options.items() if value is not None and value is not False})


def _options(options):
    if not hasattr(options, 'items'):
        return [os.fspath(w) if hasattr(w, '__fspath__') else str(w) for w in options]
    words = []
    for name, value in options.items():
        name = '--' + str(name).replace('_', '-').lstrip('-')
        if value is True:
            words.append(name)
        elif value is not False and value is not None:
            words.append(f'{name}={os.fspath(value) if hasattr(value, "__fspath__") else texts.of(value)}')
    return words


def _opened(words, path, quiet, check, cwd, env):
    before = _state(path)
    code, errors, said = _execute(words, quiet, cwd, env, path)
    if code == _FAILURE and _state(path) != before:
        failed = _failed(path)
        if failed and check:
            raise RunsFailed(_message(errors), code, words, errors, path)
        if failed:
            return open_file(path)
    if code:
        raise _error(code, words, said, errors)
    if _state(path) == [None, None]:
        raise ProgramError(f'golgi: {words[0]} has ended without an error, and there is no {path}; is it the program of an experiment?', code, words, errors)
    return open_file(path)


def _state(path):
    """What tells whether a file, or the folder in which it comes into being, has changed."""
    found = []
    for p in (path, path + '.parts'):
        try:
            s = os.stat(p)
            found.append((s.st_ino, s.st_mtime_ns))
        except OSError:
            found.append(None)
    return found


def _failed(path):
    """How many runs of a file have failed or are lost."""
    try:
        with open_file(path) as f:
            counts = f.status_counts()
    except GolgiError:
        return 0
    return counts.get('failed', 0) + counts.get('lost', 0)


def _execute(words, quiet, cwd, env, path=None):
    """Executes a command; returns exit code, standard error, standard output."""
    try:
        # In a session of its own, so that Ctrl-C reaches it once, from here: the second one would end it at once.
        process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding='utf-8', errors='replace',
                                   cwd=cwd, env={**os.environ, **env} if env else None, start_new_session=True)
    except FileNotFoundError as e:
        if cwd is not None and not os.path.isdir(cwd):
            raise ProgramError(f'golgi: there is no folder {os.fspath(cwd)!r} to run in', command=words) from None
        near = f'; for the one in this folder write "./{words[0]}"' if os.path.exists(words[0]) else '; name its path, or build it: go build -o NAME .'
        raise ProgramError(f'golgi: there is no program {e.filename or words[0]!r}{near}', command=words) from None
    except OSError as e:
        raise ProgramError(f'golgi: {words[0]!r} is no program that can be run: {e.strerror}', command=words) from None
    said, errors, interrupted = [], [], False
    readers = [threading.Thread(target=lambda: said.append(process.stdout.read()), daemon=True),
               threading.Thread(target=_pass, args=(process.stderr, errors, quiet), daemon=True)]
    for reader in readers:
        reader.start()
    try:
        while True:
            try:
                code = process.wait()
                break
            except KeyboardInterrupt:
                interrupted = True
                _signal(process, signal.SIGINT)
        for reader in readers:
            reader.join()
    except BaseException:
        _signal(process, signal.SIGTERM)
        raise
    text = ''.join(errors)
    if code == 0 and not quiet:
        sys.stderr.write(''.join(line for line in errors if not _AT_ONCE.match(line)))
    if interrupted:
        kept = f'; what has finished is kept in {path}: golgi.open reads it, golgi.resume goes on' if path and os.path.exists(path + '.parts') else ''
        raise Interrupted(f'golgi: {words[0]} was interrupted{kept}', path)
    return (*_through_go(words, code, text), ''.join(said))


def _signal(process, which):
    """Sends a signal to a program, and to what it was started by: go run, or a script."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, which)


def _through_go(words, code, errors):
    """The exit code of a program, and what it said, also where go run has started it."""
    m = re.search(r'^exit status (\d+)\n?\Z', errors, re.MULTILINE)
    if m and code == 1 and [os.path.basename(words[0]), *words[1:2]] == ['go', 'run']:
        return int(m[1]), errors[:m.start()]
    return code, errors


def _pass(stream, errors, quiet):
    """Passes on what is said at once, and keeps all."""
    for line in stream:
        errors.append(line)
        if not quiet and _AT_ONCE.match(line):
            sys.stderr.write(line)
            sys.stderr.flush()
    stream.close()


def _message(errors):
    """What a program said of its error: all but progress and logs."""
    lines = [line for line in errors.splitlines() if line.strip() and not _AT_ONCE.match(line)]
    return '\n'.join(lines)


def _error(code, words, said, errors):
    text = _message(errors) or (said.strip()[-1000:] if code > 0 else '')
    if code < 0:
        name = signal.Signals(-code).name if -code in iter(signal.Signals) else str(-code)
        return ProgramError(f'golgi: {words[0]} was ended by {name}' + (', for want of memory?' if code == -signal.SIGKILL else '') + (f'\n{text}' if text else ''),
                            code, words, errors)
    if code == _INTERRUPTED:
        return ProgramError(text or f'golgi: {words[0]} was interrupted', code, words, errors)
    kind = UsageError if code == _USAGE else ProgramError
    return kind(text or f'golgi: {words[0]} has ended with exit code {code}', code, words, errors)
