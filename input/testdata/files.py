"""Writes small files as other programs write them: numpy 1.24.2 and Pillow 9.4.0.

    /usr/bin/python3 files.py

All files have the same spikes, or the same image, of which the test knows every number.
"""
import gzip
import struct

import numpy as np
from PIL import Image

i = np.array([0, 3, 2, 3])
t = np.array([0.1, 0.1, 0.25, 1.5])
np.savez('spikes.npz', i=i, t=t)
np.savez_compressed('spikes_other.npz', neuron=i.astype('>u2'), ms=(1000*t).astype('f4'), wide=np.asfortranarray(np.arange(6.).reshape(2, 3)),
                    cube=np.arange(24, dtype='i1').reshape(2, 3, 4).transpose(2, 1, 0), yes=np.array([True, False]), one=np.float64(7),
                    empty=np.zeros((0, 3)), text=np.array(['a']), table=np.zeros(2, dtype=[('a', 'f8')]))
np.savetxt('spikes.txt', np.column_stack([i, t]), header='neuron time')
np.savetxt('spikes.csv', np.column_stack([t*1000, i]), delimiter=',', header='"t (ms)","neuron"', comments='')

j, w = np.array([1, 0, 4, 2], dtype='u1'), np.array([0.5, -1, 0, 2])
np.savez('connections.npz', i=i, j=j, w=w)
np.savetxt('connections.csv', np.column_stack([j, w, i]), delimiter=',', header='"post","w (mV)","pre"', comments='')
np.savetxt('pairs.txt', np.column_stack([i, j]), fmt='%d')

shades = np.array([[0, 51, 102], [153, 204, 255]], dtype=np.uint8)
Image.fromarray(shades).save('grey.png')
Image.fromarray(np.stack([shades, shades, shades, np.full_like(shades, 255)], axis=2), 'RGBA').save('colour.png')
Image.fromarray((shades > 127)).save('black_and_white.png')
Image.fromarray(shades.astype(np.uint16)*257).save('deep.png')
with gzip.GzipFile('images.idx.gz', 'wb', mtime=0) as f:
    f.write(struct.pack('>4B3I', 0, 0, 8, 3, 2, 2, 3) + shades.tobytes() + shades[::-1].tobytes())
