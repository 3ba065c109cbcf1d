package figure

import (
	"bytes"
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golgi/units"
)

// What is wrong with panels, in the words of the errors.
func TestFaults(t *testing.T) {
	ms, mV := units.Millisecond, units.Millivolt
	two := Curve{Name: "a", X: ms.OfAll(0, 1), Y: mV.OfAll(1, 2)}
	for _, c := range []struct {
		panel Panel
		want  string
	}{
		{nil, "there is no panel"},
		{Raster{Trains: make([][]float64, 3), Groups: []Group{{"exc", 4}}}, `Raster: group "exc" has 4 neurons, and there are 3 for all groups; let the groups' N sum to that`},
		{Raster{Trains: make([][]float64, 3), Groups: []Group{{"exc", -1}}}, `Raster: group "exc" has -1 neurons, and there are 3 for all groups; let the groups' N sum to that`},
		{Raster{Start: 2, Stop: 1}, "Raster: from Start = 2 s to Stop = 1 s there is no time; let Stop be larger, or both 0 for that of the data"},
		{Raster{Stop: math.NaN()}, "Raster: from Start = 0 s to Stop = NaN s there is no time; let Stop be larger, or both 0 for that of the data"},
		{&Rate{Bin: mV.Of(1)}, "Rate: Bin: units: cannot express 1 mV in s: V and s differ"},
		{Rate{Bin: ms.Of(-1)}, "Rate: Bin is no length of time; write, for instance, units.Millisecond.Of(5)"},
		{Rate{Trains: [][]float64{{0, 1}}, Bin: units.Second.Of(1e-9)}, "Rate: 1e+09 bins of 1e-09 s are too many; let Bin be larger"},
		{Rate{Trains: make([][]float64, 2000), Groups: slices.Repeat([]Group{{"", 1}}, 2000)}, "Rate: 2000 groups are too many lines for a panel, which has up to 1000; draw some of them, or what they are together"},
		{Raster{Trains: make([][]float64, 1001), Groups: slices.Repeat([]Group{{"", 1}}, 1001)}, "Raster: 1001 groups are too many lines for a panel, which has up to 1000; draw some of them, or what they are together"},
		{Histogram{Samples: make([]Sample, 1001)}, "Histogram: 1001 samples are too many lines for a panel, which has up to 1000; draw some of them, or what they are together"},
		{Ridgeline{Curves: slices.Repeat([]Curve{two}, 1001)}, "Ridgeline: 1001 curves are too many lines for a panel, which has up to 1000; draw some of them, or what they are together"},
		{Intervals{Trains: make([][]float64, 1001), Groups: slices.Repeat([]Group{{"", 1}}, 1001)}, "Intervals: 1001 groups are too many lines for a panel, which has up to 1000; draw some of them, or what they are together"},
		{Trace{Curves: []Curve{two, {Name: "b", X: ms.OfAll(0), Y: units.Picoamp.OfAll(1)}}}, `Trace: Y of "b" are in A, and those of "a" in V; draw them in panels of their own`},
		{Trace{Curves: []Curve{{Name: "a", X: Numbers(1), Y: Numbers(1)}}}, `Trace: X of "a" is in plain numbers, and not a time; use figure.Metric for other parameters`},
		{Trace{Curves: []Curve{{Name: "a", X: ms.OfAll(2, 1), Y: Numbers(1, 2)}}}, `Trace: X of "a" goes back at place 1, from 2 ms to 1 ms; sort the points`},
		{Metric{Curves: []Curve{{Name: "a", X: two.X, Y: two.Y, Errors: mV.OfAll(1)}}}, `Metric: Errors of "a" are 1, and Y has 2 numbers; give each one, or none`},
		{Metric{Curves: []Curve{{Name: "a", X: two.X, Y: two.Y, Errors: ms.OfAll(1, 2)}}}, `Metric: Errors of "a" are in s, and Y in V; both have one unit`},
		{Metric{Curves: []Curve{two}, Levels: []Level{{"threshold", ms.Of(1)}}}, `Metric: the level "threshold" is at 1 ms, and Y of the curves is in V`},
		{Metric{Curves: []Curve{two}, Levels: []Level{{"threshold", mV.Of(-1)}}, LogY: true}, `Metric: the level "threshold" is at -1 mV, which has no place on the axis`},
		{Histogram{Bins: -1}, "Histogram: Bins is -1; it can be 1 to 200, or 0 for as many as suit the numbers"},
		{Histogram{Samples: []Sample{{"a", Numbers(1)}, {"b", mV.OfAll(1)}}}, `Histogram: Values of "b" are in V, and those of "a" in plain numbers; draw them in panels of their own`},
		{Rates{Trains: make([][]float64, 3)}, "Rates: a rate needs a time; set Stop, and Start, to those of the recording, in seconds"},
		{Matrix{Sources: 2, Targets: 2, Values: Numbers(1)}, "Matrix: Values has 1 numbers, and there are 2 sources and 2 targets; one is needed for each pair"},
		{Matrix{Sources: -1, Targets: -1, Values: Numbers(1)}, "Matrix: Values has 1 numbers, and there are -1 sources and -1 targets; one is needed for each pair"},
		{Connectivity{I: []int{1}}, "Connectivity: I has 1 numbers, and J 0; each synapse has one of both"},
		{Connectivity{Sources: 1, Targets: 1, I: []int{0}, J: []int{1}}, "Connectivity: synapse 0 leads from 0 to 1, and there are 1 sources and 1 targets"},
		{Connectivity{Sources: 1, Targets: 1, I: []int{0}, J: []int{0}, Weights: Numbers(1, 2)}, "Connectivity: there are 2 Weights, and 1 synapses; give each one, or none"},
		{Metric{X: "x", Y: "y", Curves: []Curve{{Name: "a", X: Numbers(0, 1), Y: Numbers(-1e308, 1e308)}}}, `Metric: "y" has a number as large as 1e+308, and figures show numbers up to 1e+300; leave it out`},
		{Metric{X: "x", Y: "y", Curves: []Curve{{Name: "a", X: Numbers(0), Y: Numbers(1), Errors: Numbers(2e300)}}}, `Metric: "y" has a number as large as 2e+300, and figures show numbers up to 1e+300; leave it out`},
		{Histogram{X: "x", Samples: []Sample{{"a", Numbers(-1e308, 1e308)}}}, `Histogram: "x" has a number as large as 1e+308, and figures show numbers up to 1e+300; leave it out`},
		{Ridgeline{Curves: []Curve{{Name: "a", X: ms.OfAll(0, 1), Y: Numbers(-1e308, 1e308)}}}, `Ridgeline: "" has a number as large as 1e+308, and figures show numbers up to 1e+300; leave it out`},
		{HeatMap{Of: "z", XValues: Numbers(1), YValues: Numbers(1), Values: Numbers(1e308)}, `HeatMap: "z" has a number as large as 1e+308, and figures show numbers up to 1e+300; leave it out`},
		{Rate{Trains: [][]float64{{0, 1e308}}}, `Rate: "time" has a number as large as 1e+308, and figures show numbers up to 1e+300; leave it out`},
		{Spectrum{Curves: []Curve{two}}, `Spectrum: X of "a" is in s, and no frequency`},
		{HeatMap{X: "a", Y: "b", XValues: Numbers(1, 2), YValues: Numbers(1), Values: Numbers(1)}, `HeatMap: Values has 1 numbers, and there are 2 values of "a" and 1 of "b"; one is needed for each combination`},
		{Ridgeline{Curves: []Curve{{Name: "a", X: ms.OfAll(1)}}}, `Ridgeline: X of "a" has 1 numbers, and Y 0; one is needed for each other`},
	} {
		if _, err := New("", c.panel).Bytes(".svg"); err == nil || err.Error() != "figure: row 1: "+c.want {
			t.Errorf("%T: %v\nwant %s", c.panel, err, c.want)
		}
	}
}

// What is wrong with a figure as a whole. What was there before stays.
func TestFaultsOfFigures(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.png")
	if err := os.WriteFile(path, []byte("before"), 0o666); err != nil {
		t.Fatal(err)
	}
	var none *Figure
	for _, c := range []struct {
		f    *Figure
		path string
		want string
	}{
		{none, path, "figure: it has no panels; add some, such as figure.Raster{Trains: trains}"},
		{New("x"), path, "figure: it has no panels; add some, such as figure.Raster{Trains: trains}"},
		{New("", Raster{}), "x", "figure: cannot draw \"x\": the format of a figure is the end of its name, and this has none; there are .pdf, .png, .svg"},
		{New("", Raster{}), "fig/.png", "figure: cannot draw \"fig/.png\": the format of a figure is the end of its name, and this has none; there are .pdf, .png, .svg"},
		{New("", Raster{}), "nowhere/x.png", "figure: nowhere/x.png cannot be written: there is no folder nowhere; make it first"},
		{&Figure{Width: 1000, rows: [][]Panel{{Raster{}}}}, path, "figure: it cannot be 1000 cm wide; it can be 4 to 100, and figure.Column is 8.5, figure.Page 17.5"},
		{New("").Row(Raster{}, Raster{}, Raster{}, Raster{}, Raster{}), path,
			"figure: 5 panels beside each other have no room in 8.5 cm; draw fewer in a row, or set Width to figure.Page"},
		{New("", make([]Panel, 100)...), path, "figure: row 1: there is no panel"},
	} {
		if err := c.f.Save(c.path); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v\nwant %s", err, c.want)
		}
	}
	f := New("")
	for range 200 {
		f.Add(Raster{Title: "one of many"})
	}
	if err := f.Save(path); err == nil || !strings.Contains(err.Error(), "cm high, and can be 120; draw fewer panels, or several figures") {
		t.Error(err)
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != "before" {
		t.Errorf("the file has %q, %v", text, err)
	}
}

// What has nothing to show says so.
func TestEmptyPanels(t *testing.T) {
	nan := Numbers(math.NaN(), math.Inf(1))
	for want, panel := range map[string]Panel{
		"no spikes": Raster{}, "no samples": Trace{}, "no numbers": Histogram{}, "no intervals": Intervals{}, "no neurons": Rates{Stop: 1}, "no synapses": Connectivity{},
		"no spectrum": Spectrum{}, "no spikes ": Rate{Trains: [][]float64{{}, {}}, Stop: 1}, "no numbers ": Metric{Curves: []Curve{{X: nan, Y: nan}}}, "no synapses ": Matrix{},
		"no numbers  ": HeatMap{}, "no numbers   ": Ridgeline{}, "no numbers    ": HeatMap{XValues: nan, YValues: Numbers(1), Values: nan},
	} {
		data, err := New("", panel).Bytes(".svg")
		if err != nil || !bytes.Contains(data, []byte(strings.TrimSpace(want)+"</text>")) {
			t.Errorf("%T: %v", panel, err)
		}
	}
}

// Nothing that may be in data, or in the names of things, is a panic, or takes for ever.
func FuzzPanels(f *testing.F) {
	bits := func(xs ...float64) (data []byte) {
		for _, x := range xs {
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(x))
		}
		return data
	}
	inf, nan := math.Inf(1), math.NaN()
	for kind := range byte(13) {
		f.Add(kind, "v", bits(1, 2, 3, 4))
		f.Add(kind, "\x00\xff\u2028<&漢", bits(nan, inf, -inf, 0))
		f.Add(kind, "", bits(math.MaxFloat64, -math.MaxFloat64, 5e-324, -5e-324, 1))
		f.Add(kind, "a b c", bits(1, math.Nextafter(1, 2), 1, 1e308, 1e-308))
		f.Add(kind, "µ", bits(1e16, 1e16+2, -1e-200))
	}
	f.Fuzz(func(t *testing.T, kind byte, name string, data []byte) {
		var xs []float64
		for ; len(data) >= 8 && len(xs) < 64; data = data[8:] {
			xs = append(xs, math.Float64frombits(binary.LittleEndian.Uint64(data)))
		}
		half := len(xs) / 2
		a, b := xs[:half], xs[half:2*half]
		curve := []Curve{{Name: name, X: Numbers(a...), Y: Numbers(b...), Errors: Numbers(a...)}, {Name: "two", X: Numbers(b...), Y: Numbers(a...)}}
		sample := []Sample{{name, units.Volt.OfAll(xs...)}}
		trains := [][]float64{a, b, xs}
		panels := []Panel{
			Raster{Title: name, Trains: trains, Groups: []Group{{name, 1}, {"", 2}}}, Rate{Trains: trains}, Intervals{Trains: trains}, Rates{Trains: trains, Stop: 1},
			Trace{Label: name, Curves: []Curve{{Name: name, X: units.Second.OfAll(a...), Y: units.Volt.OfAll(b...)}}}, Metric{X: name, Curves: curve}, Metric{Curves: curve, LogX: true, LogY: true},
			Histogram{X: name, Samples: sample}, Histogram{Samples: sample, LogY: true, Bins: 7}, Matrix{Sources: 1, Targets: len(xs), Values: sample[0].Values, Of: name},
			HeatMap{X: name, Y: name, XValues: Numbers(a...), YValues: Numbers(1), Values: Numbers(b...)},
			Spectrum{Curves: []Curve{{Name: name, X: units.Hertz.OfAll(a...), Y: Numbers(b...)}}}, Ridgeline{Names: name, Curves: curve},
		}
		p := panels[int(kind)%len(panels)]
		if _, err := New(name, p).Bytes(".svg"); err != nil && !strings.HasPrefix(err.Error(), "figure: ") {
			t.Errorf("%T: %v", p, err)
		}
	})
}
