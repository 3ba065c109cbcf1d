package figure

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"golgi/units"
)

// poisson returns trains of a rate that swings, the same each time.
func poisson(r *rand.Rand, n int, rate, swing, stop float64) [][]float64 {
	trains := make([][]float64, n)
	for i := range trains {
		for t := r.ExpFloat64() / (rate * (1 + swing)); t < stop; t += r.ExpFloat64() / (rate * (1 + swing)) {
			if r.Float64()*(1+swing) < 1+swing*math.Sin(2*math.Pi*t/0.25) {
				trains[i] = append(trains[i], t)
			}
		}
	}
	return trains
}

// network is spikes of 80 excitatory and 20 inhibitory neurons.
func network() ([][]float64, []Group) {
	r := rand.New(rand.NewPCG(1, 2))
	return append(poisson(r, 80, 8, 0.8, 1), poisson(r, 20, 18, 0.8, 1)...), []Group{{"exc", 80}, {"inh", 20}}
}

// membrane is a membrane potential that is reset.
func membrane(n int, drive float64) (t, v units.Array) {
	ts, vs := make([]float64, n), make([]float64, n)
	x := -0.07
	for k := range ts {
		ts[k], vs[k] = float64(k)*1e-4, x
		if x += 1e-4 / 0.02 * (drive - x); x > -0.05 {
			x = -0.07
		}
	}
	return units.ArrayFromSI(ts, units.Second.Dim), units.ArrayFromSI(vs, units.Volt.Dim)
}

// synapses are random ones, with weights.
func synapses() (i, j []int, w units.Array) {
	r := rand.New(rand.NewPCG(3, 4))
	var ws []float64
	for a := range 100 {
		for b := range 100 {
			if r.Float64() < 0.1 {
				i, j = append(i, a), append(j, b)
				ws = append(ws, math.Exp(0.4*r.NormFloat64()))
			}
		}
	}
	return i, j, units.Nanosiemens.OfAll(ws...)
}

// wave is the numbers of a matrix.
func wave(n int) units.Array {
	xs := make([]float64, n)
	for k := range xs {
		xs[k] = math.Sin(float64(k) / 7)
	}
	return units.Millivolt.OfAll(xs...)
}

func gaps(n int) units.Array {
	xs := make([]float64, n)
	for k := range xs {
		xs[k] = 20 + 15*math.Sin(float64(k)/5)
	}
	xs[8] = math.NaN()
	return units.Hertz.OfAll(xs...)
}

func spectrum(name string, peak float64) Curve {
	var fs, ps []float64
	for f := 1.; f < 500; f++ {
		fs, ps = append(fs, f), append(ps, 1e-3*(math.Exp(-math.Pow((f-peak)/6, 2))+1/(1+f*f/100)))
	}
	return Curve{Name: name, X: units.Hertz.OfAll(fs...), Y: Numbers(ps...)}
}

func fano(name string, scale float64) Curve {
	return Curve{Name: name, X: Numbers(1, 1.6, 2.2, 2.4, 2.5, 2.6, 2.8, 3.2), Y: Numbers(0.85*scale, 0.9*scale, 1.1*scale, 1.4*scale, 1.5*scale, 1.45*scale, 1*scale, 0.4*scale),
		Errors: Numbers(0.01, 0.02, 0.03, 0.1, 0.12, 0.1, 0.05, 0.02)}
}

func many(n int) (all []Curve) {
	for k := range n {
		c := Curve{Name: fmt.Sprintf("tau = %d ms", 5*(k+1)), X: Numbers(1, 2, 3, 4)}
		c.Y = units.Hertz.OfAll(float64(k), 3+float64(k), 5+float64(k)*1.3, 4+float64(k))
		c.Errors = units.Hertz.OfAll(0.3, 0.4, 0.3, 0.2)
		all = append(all, c)
	}
	return all
}

func ridges(trains [][]float64) (all []Curve) {
	for k := range 6 {
		xs, ys := binned(trains[k*10:k*10+30], 0, 0.02, 50)
		all = append(all, Curve{Name: fmt.Sprint(1 + 0.5*float64(k)), X: units.Second.OfAll(xs...), Y: units.Hertz.OfAll(ys...)})
	}
	return all
}

// gallery is one of each.
func gallery() map[string]*Figure {
	trains, groups := network()
	t, v := membrane(10000, -0.045)
	_, u := membrane(10000, -0.048)
	from, to, weights := synapses()
	return map[string]*Figure{
		"network": New("A balanced network", Raster{Trains: trains, Groups: groups}, Rate{Trains: trains, Groups: groups, Bin: units.Millisecond.Of(10)},
			Trace{Label: "v", Curves: []Curve{{Name: "neuron 0", X: t, Y: v}, {Name: "neuron 1", X: t, Y: u}}}),
		"raster":    New("", Raster{Trains: trains, Groups: groups, Stop: 1}),
		"clusters":  New("Clusters", Raster{Trains: trains, Groups: slices.Repeat([]Group{{N: 10}}, 10), Stop: 1}),
		"rate":      New("", Rate{Trains: trains, Groups: groups, Bin: units.Millisecond.Of(20), Stop: 1}),
		"trace":     New("", Trace{Label: "v", Curves: []Curve{{X: t, Y: v}}}),
		"intervals": New("", Intervals{Trains: trains, Groups: groups}, Rates{Trains: trains, Groups: groups, Stop: 1}),
		"weights": New("", Connectivity{Sources: 100, Targets: 100, I: from, J: to, Weights: weights, SourceGroups: groups, TargetGroups: groups},
			Histogram{X: "weight", Y: "synapses", Samples: []Sample{{Values: weights}}}),
		"connectivity": New("", Connectivity{Sources: 100, Targets: 100, I: from, J: to, SourceGroups: groups, TargetGroups: groups}),
		"matrix":       New("", Matrix{Sources: 12, Targets: 8, Values: wave(96)}),
		"spectrum":     New("", Spectrum{Y: "power", Curves: []Curve{spectrum("R_ee = 1", 40), spectrum("R_ee = 2.5", 12)}}),
		"metric": New("Clustered network: 10 s measured, 5000 neurons", Metric{X: "R_ee", Y: "mean Fano factor", Curves: []Curve{fano("silent neurons counted 0 (pypet)", 1),
			fano("unbiased, silent neurons excluded", 1.05)}, Levels: []Level{{"Poisson process", units.Scalar(1)}}}),
		"many":      New("", Metric{X: "R_ee", Y: "rate", Curves: many(7)}),
		"heatmap":   New("", HeatMap{X: "R_ee", Y: "tau", Of: "rate", XValues: Numbers(1, 1.6, 2.2, 2.5, 2.8, 3.2), YValues: units.Millisecond.OfAll(5, 10, 20, 50), Values: gaps(24)}),
		"stacked":   New("", Raster{Title: "R_ee = 1", Trains: trains[:40]}, Raster{Title: "R_ee = 2.5", Trains: trains[40:80]}, Raster{Title: "R_ee = 3.2", Trains: trains[60:]}),
		"ridgeline": New("", Ridgeline{Names: "R_ee", Curves: ridges(trains)}),
		"grid": (&Figure{Title: "Rows and columns", Width: Page}).Row(Raster{Title: "left", Trains: trains, Groups: groups}, Raster{Title: "right", Trains: trains, Groups: groups}).
			Row(Rate{Trains: trains, Groups: groups}, Rate{Trains: trains, Groups: groups}).Row(Metric{X: "R_ee", Y: "rate", Curves: many(2)}, Matrix{Sources: 12, Targets: 8, Values: wave(96)}, Spectrum{Curves: []Curve{spectrum("", 40)}}),
		// points without neighbours, letters that the font has not, numbers of all sizes, one row
		"odd": New("Größe → 中文", Trace{Label: "ΔV", Curves: []Curve{{X: units.Second.OfAll(0, 0.1, 0.2, 0.3, 0.4), Y: units.Millivolt.OfAll(-70, math.NaN(), -65, math.NaN(), -50)}}},
			HeatMap{X: "a", Y: "b", Of: "r", XValues: Numbers(0.001, 0.0123456, 12345, 1e7), YValues: Numbers(-1, 0), Values: Numbers(1e-9, 2e-9, math.NaN(), 3e-9, 4e-9, 5e-9, 6e-9, 7e-9)},
			Connectivity{Sources: 3, Targets: 1, I: []int{0, 2}, J: []int{0, 0}}),
		"empty": New("", Raster{Trains: make([][]float64, 10), Stop: 1}, Rate{Trains: make([][]float64, 10), Stop: 1}, Trace{Label: "v"}),
	}
}

// TestGallery draws all figures into the folder FIGURE_GALLERY, to be looked at.
func TestGallery(t *testing.T) {
	folder := os.Getenv("FIGURE_GALLERY")
	if folder == "" {
		t.Skip("FIGURE_GALLERY names no folder to draw into")
	}
	for name, f := range gallery() {
		for _, format := range Formats() {
			if err := f.Save(filepath.Join(folder, name+format)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		wide := *f
		wide.Width = Page
		if err := wide.Save(filepath.Join(folder, name+"-page.png")); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
