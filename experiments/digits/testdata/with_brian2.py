"""What Brian 2 gives: the number of spikes, of the shades that standard input has, one a line: those of input.Digits(30, 28, 1). Recorded with
Brian 2.5.1."""
import sys

from brian2 import *

prefs.codegen.target = "numpy"
shades = np.loadtxt(sys.stdin).reshape(30, 784)
for frame, white in ((10*ms, 25*mV), (10*ms, 60*mV), (50*ms, 40*mV)):
    shade = TimedArray(shades, dt=frame)
    pixels = NeuronGroup(784, "dv/dt = (-70*mV - v + I)/(20*ms) : volt (unless refractory)\nI = white*shade(t, i) : volt",
                         threshold="v > -50*mV", reset="v = -70*mV", refractory=1*ms, method="euler")
    pixels.v = -70*mV
    spikes = SpikeMonitor(pixels)
    Network(pixels, spikes).run(30*frame)
    print(frame, white, spikes.num_spikes)
