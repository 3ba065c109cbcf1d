// Package figure draws spikes, traces and statistics into PNG, SVG and PDF files, as journals print them.
//
// There are two nouns. A [Panel] is one system of axes, given as a struct literal of numbers with units. A [Figure] is panels below and beside each other.
//
//	f := figure.New("Clustered network",
//		figure.Raster{Trains: trains, Groups: []figure.Group{{"exc", 4000}, {"inh", 1000}}},
//		figure.Rate{Trains: trains, Groups: []figure.Group{{"exc", 4000}, {"inh", 1000}}, Bin: units.Millisecond.Of(10)})
//	err := f.Save("network.pdf")
//
// # Panels
//
//	Raster        spikes of neurons over time, with lines between groups
//	Rate          rate of groups over time
//	Trace         quantities over time, as membrane potentials
//	Intervals     histogram of the intervals between spikes
//	Rates         histogram of the rates of neurons
//	Histogram     of any numbers, as weights
//	Matrix        a number for each pair of neurons
//	Connectivity  synapses, as dots, or in the colours of their weights
//	Spectrum      power at frequencies
//	Metric        numbers against a parameter, with bars for their errors
//	HeatMap       numbers against two parameters
//	Ridgeline     curves of several runs above each other
//
// Rasters of several runs are compared in panels below each other, each with its Title.
//
// # How it looks
//
// A figure is as wide as a column (8.5 cm) unless Width says otherwise, and as high as its panels are; letters have 7 points and more. A PNG file has 300 dots per
// inch, which is twice to three times what screens have. Axes name their quantity with its unit, as in "time (ms)": that in which the data were written, or one that suits
// their size. They have 3 to 8 labels, at round numbers. If these were long, a power of ten stands in the unit, and an offset beside the name. What tells curves and
// groups apart stands above or beside the data, never in them.
//
// Colours are those of Okabe & Ito for lines, and viridis for maps: all eyes tell them apart. Printed in grey, curves differ in their lines and markers, and the map
// becomes the lighter, the larger the number is.
//
// # Invariants
//
//   - Panels below each other with the same x axis share it: it has the range of all, and its labels are below the last.
//   - Nothing that could be seen is left out: a line keeps the extremes of each column of dots, and a dot of a raster is there for every spike. So millions of
//     spikes or samples make a file of ordinary size.
//   - What is no number is not drawn. If nothing is left, or nothing was given, the panel is empty and says so: "no spikes".
//   - The same figure gives the same bytes.
//
// # Caveats
//
// Letters outside of Latin, Greek and Cyrillic are boxes. The bytes of a figure may differ between processors that fuse products and sums and those that do not.
package figure
