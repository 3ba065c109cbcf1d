"""What there is to read at a path: a finished file, or the folder in which one comes into being. FORMAT.md of hdf5 describes both."""
import os
import re

from .errors import BrokenFile, NoFile

_SEGMENT = re.compile(r'\d{6,}-[0-9a-f]+\.hdf5')
_PLAN = re.compile(r'plan-(.+)-(\d{6,})\.hdf5')
SUFFIX = '.parts'


class Place:
    """path: as it was given; base: the finished file, None if it does not count; folder: that of the parts, None likewise.

    newer: whether there is an exploration in progress beside a finished file, which it will replace.
    """

    def __init__(self, path):
        self.path = os.fspath(path)
        real = os.path.realpath(self.path)
        if real.endswith(SUFFIX) and os.path.isdir(real):
            self.file, self.folder = real[:-len(SUFFIX)], real
            named = True
        else:
            self.file, self.folder = real, real + SUFFIX
            named = False
        self.base, self.newer, self.plans, self.segments = None, False, {}, []
        continues = self._list()
        there = os.path.lexists(self.file)
        if there and not named and not os.path.isfile(self.file):
            raise BrokenFile(f'golgi: {self.path} is no regular file; name a file of results')
        if (self.plans or self.segments) and (named or continues or not there):
            self.base = self.file if continues else None
            if continues and not there:
                raise NoFile(f'golgi: {self.folder} continues {self.file}, which is not there; put it back')
            return
        self.newer = bool(there and self.plans)
        self.folder = None
        if not there:
            begun = ' (it was begun, and there is no plan of it yet)' if os.path.isdir(real + SUFFIX) else ''
            raise NoFile(f'golgi: there is no file {self.path}{begun}')
        self.base, self.plans, self.segments = self.file, {}, []

    def _list(self):
        """Lists the folder; reports whether the finished file is continued."""
        try:
            names = sorted(os.listdir(self.folder))
        except (FileNotFoundError, NotADirectoryError):
            return False
        plans, segments = {}, []
        for name in names:
            plan = _PLAN.fullmatch(name)
            if plan:
                plans.setdefault(plan[1], []).append((int(plan[2]), name))
            elif _SEGMENT.fullmatch(name):
                segments.append(name)
        self.plans = {of: max(numbers)[1] for of, numbers in plans.items()}
        self.segments = segments
        return 'base' in names

    def part(self, name):
        return os.path.join(self.folder, name)
