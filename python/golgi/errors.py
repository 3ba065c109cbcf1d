"""What can go wrong, by kind: catch GolgiError for all of it."""
from __future__ import annotations

from collections.abc import Sequence


class GolgiError(RuntimeError):
    """Golgi could not do what it was asked for."""


class FileError(GolgiError):
    """A file cannot be read."""


class NoFile(FileError, FileNotFoundError):
    """There is no such file."""

    def __str__(self):
        return str(self.args[0])


class NotGolgiFile(FileError):
    """There is a file, and Golgi has not written it."""


class NewerFormat(FileError):
    """The file was written by a later Golgi than this package knows."""


class BrokenFile(FileError):
    """The file is damaged or was cut short."""


class NotFound(GolgiError, KeyError):
    """There is no trajectory, run, parameter or result of that name, or more than one."""

    def __str__(self):
        return str(self.args[0])


class Ragged(GolgiError, ValueError):
    """What runs gave differs in shape or kind, and so makes no one array."""


class MissingPackage(GolgiError, ImportError):
    """Something optional of Python is wanted, and not installed."""


class ProgramError(GolgiError):
    """A program ended with an error, of which this has the message.

    code: its exit code; command: the words of the command; stderr: all that it said there.
    """

    def __init__(self, message: str, code: int | None = None, command: Sequence[str] = (), stderr: str = '') -> None:
        super().__init__(message)
        self.code, self.command, self.stderr = code, tuple(command), stderr


class UsageError(ProgramError):
    """The command was wrong, and nothing was computed: no such parameter, a value of another kind, an option that there is not."""


class RunsFailed(ProgramError):
    """Some runs failed. The others have finished, and path names the file that has all of them: golgi.open(error.path)."""

    def __init__(self, message: str, code: int | None = None, command: Sequence[str] = (), stderr: str = '', path: str | None = None) -> None:
        super().__init__(message, code, command, stderr)
        self.path = path


class Interrupted(KeyboardInterrupt):
    """Ctrl-C was pressed while a program ran. What had finished is kept: golgi.open(error.path) reads it, golgi.resume goes on."""

    def __init__(self, message: str, path: str | None = None) -> None:
        super().__init__(message)
        self.path = path
