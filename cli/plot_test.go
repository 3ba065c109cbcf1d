package cli

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golgi/trajectory"
	"golgi/units"
)

// A figure is drawn of whatever runs gave: one point, numbers that are none, and ranges that are no ranges.
func TestFiguresOfOddNumbers(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for name, points := range map[string][][2]float64{
		"one point": {{1, 2}}, "constant": {{1, 0}, {2, 0}}, "no number": {{1, nan}, {2, inf}}, "huge": {{1, 5e299}, {2, -5e299}},
		"tiny": {{1e-300, 1e-300}, {2e-300, 2e-300}}, "x is no number": {{nan, 1}, {inf, 2}}, "nearly the same": {{1, 1}, {2, math.Nextafter(1, 2)}},
	} {
		m := &trajectory.Means{By: []trajectory.Column{{Path: "a.x", Parameter: true}}, Of: []trajectory.Column{{Path: "s.y"}}}
		for _, p := range points {
			m.Groups = append(m.Groups, trajectory.Group{Values: []any{p[0]}, N: 2, Mean: []float64{p[1]}, SEM: []float64{math.Abs(p[1]) / 10}})
		}
		path := filepath.Join(t.TempDir(), "x.svg")
		if err := drawMeans(path, "odd", m); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if text, err := os.ReadFile(path); err != nil || !strings.Contains(string(text), "</svg>") {
			t.Errorf("%s: %v", name, err)
		}
	}
	words := &trajectory.Means{By: []trajectory.Column{{Path: "a.word", Parameter: true}}, Of: []trajectory.Column{{Path: "s.y"}},
		Groups: []trajectory.Group{{Values: []any{"w"}, N: 1, Mean: []float64{1}, SEM: []float64{nan}}}}
	const want = "cli: cannot draw x.svg: a figure needs an explored parameter that is a number, and a number that runs gave"
	if err := drawMeans("x.svg", "odd", words); err == nil || err.Error() != want {
		t.Error(err)
	}
}

// A mean is written to the digits of its error.
func TestMeansInTables(t *testing.T) {
	var text strings.Builder
	err := WriteMeans(&text, &trajectory.Means{By: []trajectory.Column{{Path: "a.tau", Parameter: true}},
		Of: []trajectory.Column{{Path: "s.rate", Unit: "Hz"}, {Path: "r.rate", Unit: "Hz"}, {Path: "s.cv"}},
		Groups: []trajectory.Group{
			{Values: []any{units.Millisecond.Of(5)}, N: 3, Mean: []float64{12.3456, 1e6, math.NaN()}, SEM: []float64{0.0123, 12345, math.NaN()}},
			{Values: []any{units.Millisecond.Of(10)}, N: 1, Mean: []float64{12.3456, 3, 0.5}, SEM: []float64{math.NaN(), 0, math.Inf(1)}},
			{Values: []any{units.Millisecond.Of(20)}, N: 2, Mean: []float64{12345, -123456, 1e12}, SEM: []float64{math.NaN(), 0, 0}},
		}})
	const want = `    tau  runs       s.rate/Hz        r.rate/Hz         cv
   5 ms     3  12.346 ± 0.012  1e+06 ± 1.2e+04        NaN
  10 ms     1           12.35            3 ± 0        0.5
  20 ms     2           12345      -123456 ± 0  1e+12 ± 0
`
	if err != nil || text.String() != want {
		t.Errorf("%v, got\n%q\nwant\n%q", err, text.String(), want)
	}
}
