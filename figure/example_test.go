package figure_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"

	"golgi/figure"
	"golgi/units"
)

// Spikes and the rate of two groups, in one figure with one time axis.
func Example() {
	trains := make([][]float64, 50)
	for i := range trains {
		for t := 0.002 * float64(i%10); t < 1; t += 0.05 + 0.001*float64(i) {
			trains[i] = append(trains[i], t) // in seconds
		}
	}
	groups := []figure.Group{{Name: "exc", N: 40}, {Name: "inh", N: 10}}
	f := figure.New("Two groups",
		figure.Raster{Trains: trains, Groups: groups, Stop: 1},
		figure.Rate{Trains: trains, Groups: groups, Stop: 1, Bin: units.Millisecond.Of(20)})

	folder, err := os.MkdirTemp("", "figure")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	fmt.Println(f.Save(filepath.Join(folder, "groups.png")), f.Save(filepath.Join(folder, "groups.pdf")))
	fmt.Println(f.Save("groups.pgn"))
	// Output:
	// <nil> <nil>
	// figure: cannot draw "groups.pgn": ".pgn" is no format of figures; there are .pdf, .png, .svg; did you mean ".png"?
}

// Means over trials against a parameter, with their standard errors.
func ExampleMetric() {
	f := figure.New("", figure.Metric{
		X: "R_ee", Y: "Fano factor",
		Curves: []figure.Curve{{
			Name: "10 s measured",
			X:    figure.Numbers(1, 2, 2.5, 3), Y: figure.Numbers(0.85, 0.98, 1.45, 0.7), Errors: figure.Numbers(0.02, 0.03, 0.1, 0.04),
		}},
		Levels: []figure.Level{{Name: "Poisson process", At: units.Scalar(1)}},
	})
	picture, err := f.Bytes(".svg")
	fmt.Println(len(picture) > 0, err)
	// Output: true <nil>
}

// What is wrong with a figure is said of all panels.
func ExampleFigure_Save() {
	t := units.Millisecond.OfAll(0, 1, 2)
	f := figure.New("", figure.Trace{Label: "v", Curves: []figure.Curve{{Name: "cell 3", X: t, Y: units.Millivolt.OfAll(-70, -69)}}}).Row(
		figure.Metric{X: "tau", Curves: []figure.Curve{{Name: "exc", X: t, Y: figure.Numbers(1, 2, math.NaN())}, {Name: "inh", X: figure.Numbers(1), Y: figure.Numbers(1)}}},
		figure.Raster{Trains: make([][]float64, 10), Groups: []figure.Group{{Name: "exc", N: 8}}})
	fmt.Println(f.Save("x.png"))
	// Output:
	// figure: row 1: Trace: X of "cell 3" has 3 numbers, and Y 2; one is needed for each other
	// figure: row 2, panel 1: Metric: X of "inh" are in plain numbers, and those of "exc" in s; draw them in panels of their own
	// figure: row 2, panel 2: Raster: the groups have 8 neurons, and there are 10; let the groups' N sum to that
}
