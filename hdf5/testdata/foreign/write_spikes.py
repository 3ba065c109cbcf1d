"""Writes spikes as h5py 3.7.0 writes them:

    /usr/bin/python3 write_spikes.py && gzip -n9 spikes.hdf5
"""
import h5py
import numpy as np

i = np.array([0, 3, 2, 3])
t = np.array([0.1, 0.1, 0.25, 1.5])
with h5py.File('spikes.hdf5', 'w', track_order=False) as f:
    f['plain/i'] = i
    f['plain/t'] = t
    f.create_dataset('packed/i', data=i.astype('>u1'), compression='gzip', chunks=(2,), maxshape=(None,))
    f.create_dataset('packed/t', data=(1000*t).astype('f4'), compression='gzip', shuffle=True, chunks=(2,))
    f['packed/t'].attrs['units'] = 'ms'
    f['odd/voltage'] = t
    f['odd/voltage'].attrs['units'] = 'mV'
    f['odd/unknown'] = t
    f['odd/unknown'].attrs['units'] = 'jiffies'
    f['odd/table'] = np.zeros((2, 3))
    f['odd/text'] = np.array([b'a', b'b', b'c', b'd'])
    f['odd/negative'] = -t
    f['odd/short'] = t[:3]
    f['odd/nothing'] = np.zeros(0)
    f['odd/scalar'] = 1.0
