"""Checksums of a file: a CRC-32C of each 16 KiB, in a trailer behind what HDF5 reads. FORMAT.md of hdf5 draws it."""
from __future__ import annotations

import os
import struct

import numpy as np

from .errors import BrokenFile
from .place import Place

_END, _BLOCK, _AT_ONCE = 28, 16384, 2048     # bytes, bytes, blocks
_TABLE = np.arange(256, dtype=np.uint32)
for _ in range(8):
    _TABLE = np.where(_TABLE & 1, (_TABLE >> 1) ^ np.uint32(0x82f63b78), _TABLE >> 1).astype(np.uint32)


def _step(sums):
    """What sums become by a byte that is 0."""
    return _TABLE[sums & 0xff] ^ (sums >> 8)


# A word of four bytes at a time: what its lower half becomes by four bytes, and its upper half, by two.
_UPPER = _step(_step(np.arange(65536, dtype=np.uint32)))
_LOWER = _step(_step(_UPPER))


def crc(rows: np.ndarray) -> np.ndarray:
    """The CRC-32C of each row of bytes (row, byte)."""
    sums = np.full(len(rows), 0xffffffff, np.uint32)
    words = rows.shape[1]//4*4
    for column in np.ascontiguousarray(np.ascontiguousarray(rows[:, :words]).view('<u4').T):
        sums ^= column
        sums = _LOWER.take(sums & 0xffff) ^ _UPPER.take(sums >> 16)
    for column in rows[:, words:].T:
        sums = _step(sums ^ column)
    return sums ^ np.uint32(0xffffffff)


def check(path: str | os.PathLike[str]) -> None:
    """Reads all of a file of results, or all parts of one that is being written, and compares it with its checksums.

    It is an error, BrokenFile, if a bit is wrong. HDF5 itself finds few wrong bits, and may crash where it meets one. 100 MB take about half a second.
    """
    place = Place(path)
    parts = [place.part(name) for name in (*place.plans.values(), *place.segments)]
    for each in ([place.base] if place.base else []) + parts:
        _check(each)


def _check(path):
    with open(path, 'rb') as f:
        size = f.seek(0, os.SEEK_END)
        length, sums = _trailer(f, path, size)
        f.seek(0)
        for first in range(0, len(sums), _AT_ONCE):
            content = f.read(min(_AT_ONCE*_BLOCK, length - first*_BLOCK))
            wrong = np.flatnonzero(_sums(content) != sums[first:first + _AT_ONCE])
            if len(wrong):
                at = (first + int(wrong[0]))*_BLOCK
                raise BrokenFile(f'golgi: {path} is damaged: its bytes from {at} to {min(at + _BLOCK, length) - 1} do not have their checksum; put back a copy')


def _trailer(f, path, size):
    """The length of the content, and the checksums of its blocks, after they were compared with those of their own."""
    f.seek(max(0, size - _END))
    end = f.read()
    fault = BrokenFile(f'golgi: {path} has no valid checksums: it was cut short, or another program has made or changed it')
    if len(end) < _END or end[:8] != b'golgiCRC':
        raise fault
    version, block, length = struct.unpack('<IIQ', end[8:24])
    count = -(-length // _BLOCK)
    above = -(-4*count // _BLOCK)
    if (version, block) != (1, _BLOCK) or length + 4*count + 4*above + _END != size:
        raise fault
    f.seek(length)
    raw, rest = f.read(4*count), f.read()
    if crc(np.frombuffer(rest[:-4], np.uint8)[None])[0] != struct.unpack('<I', rest[-4:])[0] or (_sums(raw) != np.frombuffer(rest[:4*above], '<u4')).any():
        raise fault
    return length, np.frombuffer(raw, '<u4')


def _sums(content):
    """The checksums of the blocks of some bytes, of which the last may be shorter."""
    array = np.frombuffer(content, np.uint8)
    whole = len(array)//_BLOCK*_BLOCK
    sums = crc(array[:whole].reshape(-1, _BLOCK)) if whole else np.empty(0, np.uint32)
    return sums if whole == len(array) else np.concatenate([sums, crc(array[whole:][None])])
