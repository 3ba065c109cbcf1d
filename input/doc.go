// Package input reads stimuli and connections from files: spikes and lists of synapses from tables of text (CSV) and from numpy's files (NPZ),
// images in IDX, as the MNIST digits come, and in PNG. Those in HDF5 files are read by [golgi/hdf5.ReadSpikes] and [golgi/hdf5.ReadConnections].
// Where there is no file, [Digits] draws pictures of digits.
//
// What comes out are plain arrays, which go into descriptions of package sim:
//
//	indices, times, err := input.SpikesCSV("spikes.csv", input.Table{})
//	sim.SpikeGenerator{Name: "input", Size: 100, Indices: indices, Times: times}
//
//	i, j, weights, err := input.ConnectionsNPZ("connections.npz", input.Pairs{Unit: units.Millivolt})
//	sim.Synapse{…, Connect: []sim.Connect{{I: i, J: j}}, Initial: []sim.Set{{Variable: "w", Value: weights}}}
//
//	digits, err := input.IDX("train-images-idx3-ubyte.gz")
//	rates, err := digits.Between(units.Hertz.Of(0), units.Hertz.Of(60))
//	sim.Timed{Values: rates, Columns: digits.Pixels(), DT: units.Millisecond.Of(350)} // one after another
//	five, err := digits.Image(5).Between(units.Hertz.Of(0), units.Hertz.Of(60))
//	sim.Poisson{Name: "digit", Size: digits.Pixels(), Rates: five}
//
// # Invariants
//
// A file that is not what it should be gives an error that wraps [ErrMalformed] and names the file, the place in it, what is
// there and what was wanted; nothing that a file says is believed before it is there, so that memory is taken in proportion to
// what a file holds, unpacked (of a PNG, to its size, which is bounded). What is larger than memory gives an [ErrTooLarge].
//
// # Law of the room
//
// Nothing here knows simulators: arrays, with their units, are all that comes out.
package input
