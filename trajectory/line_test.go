package trajectory_test

import (
	"fmt"
	"strings"
	"testing"

	"golgi/trajectory"
	"golgi/units"
)

func ms(x float64) units.Quantity { return units.Millisecond.Of(x) }

// varied is a trajectory with a parameter of each kind that lines tell apart.
func varied() *trajectory.Trajectory {
	traj := network()
	if err := traj.Add(trajectory.Parameter{Path: "mode", Value: "none"}, trajectory.Parameter{Path: "record", Value: true}, trajectory.Parameter{Path: "list", Value: []int{1}},
		trajectory.Parameter{Path: "size", Value: 5, Bounds: trajectory.Bounds{Min: "1", Max: "9"}},
		trajectory.Parameter{Path: "delay", Value: ms(1), Bounds: trajectory.Bounds{Min: "0 ms"}}); err != nil {
		panic(err)
	}
	return traj
}

// pointsOf returns the points that lines explore, each parameter by its last name.
func pointsOf(lines ...string) (string, error) {
	traj := varied()
	e, err := traj.ParseExploration(lines...)
	if err == nil {
		err = traj.Explore(e)
	}
	if err != nil {
		return "", err
	}
	axes, err := traj.Axes()
	var columns []string
	for _, axis := range axes {
		columns = append(columns, fmt.Sprintf("%s %v", axis.Path[strings.LastIndex(axis.Path, ".")+1:], axis.Values))
	}
	return strings.Join(columns, "; "), err
}

// What a line explores.
func TestLine(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"R_ee=1:3.5:0.4", "R_ee [1 1.4 1.8 2.2 2.6 3 3.4]"},
		{"R_ee=1:3:0.5", "R_ee [1 1.5 2 2.5 3]"},
		{"R_ee=0.1:0.5:0.1", "R_ee [0.1 0.2 0.3 0.4 0.5]"},
		{"R_ee = 3 : 1 : -1", "R_ee [3 2 1]"},
		{"R_ee=-1:1:1", "R_ee [-1 0 1]"},
		{"tau=1*ms:3*ms:0.5*ms", "tau [1, 1.5, 2, 2.5, 3] ms"},
		{"tau=1 ms:0.003 s:1000us", "tau [1, 2, 3] ms"},
		{"tau=5ms,10 ms, 2e-2 s", "tau [5, 10, 20] ms"},
		{"tau=[5, 10] ms", "tau [5, 10] ms"},
		{"tau=[5 ms, 7 ms:9 ms:1 ms]", "tau [5, 7, 8, 9] ms"},
		{"R_ee=1,1.6,2.5", "R_ee [1 1.6 2.5]"},
		{"R_ee=log(1e-4,1,5)", "R_ee [0.0001 0.001 0.01 0.1 1]"},
		{"R_ee=lin(0, 1, 3), 2:3:1", "R_ee [0 0.5 1 2 3]"},
		{"tau=log(1 ms, 100 ms, 3)", "tau [1, 10, 100] ms"},
		{"N=log(100, 10000, 5)", "N [100 316 1000 3162 10000]"},
		{"N=10:30:10", "N [10 20 30]"},
		{"mode=a,,b:c:d, log(1", "mode [a  b:c:d log(1]"},
		{"mode=a with b", "mode [a with b]"},
		{"record=true,false", "record [true false]"},
		{"N=1,2 with tau=5ms,10ms", "N [1 2]; tau [5, 10] ms"},
		{"N=1,2; tau=5ms,10ms", "N [1 1 2 2]; tau [5, 10, 5, 10] ms"},
		{"N=1,2 with R_ee=3:4:1; tau=5ms,10ms", "N [1 1 2 2]; R_ee [3 3 4 4]; tau [5, 10, 5, 10] ms"},
		{"sobol(4, R_ee=0:1)", "R_ee [0 0.5 0.75 0.25]"},
		{"sobol(2, R_ee=0:1, skip=1); N=1,2", "R_ee [0.5 0.5 0.75 0.75]; N [1 2 1 2]"},
	} {
		if got, err := pointsOf(c.line); err != nil || got != c.want {
			t.Errorf("%s explores\n%s\nwanted\n%s\n%v", c.line, got, c.want, err)
		}
	}
}

// Samples are those of Go, and a line is an exploration of Go.
func TestLineOfSamples(t *testing.T) {
	for line, design := range map[string]trajectory.Exploration{
		"latin(8, R_ee=1:3, tau=log(5ms, 50*ms), seed=3)": trajectory.LatinHypercube{N: 8, Seed: 3, Over: []trajectory.Interval{
			{Path: "R_ee", From: 1, To: 3}, {Path: "tau", From: ms(5), To: ms(50), Log: true}}},
		"random(8, N=1:1000000)":        trajectory.Random{N: 8, Over: []trajectory.Interval{{Path: "N", From: 1, To: 1000000}}},
		"sobol(8, tau=5ms:50ms,seed=1)": trajectory.Sobol{N: 8, Seed: 1, Over: []trajectory.Interval{{Path: "tau", From: ms(5), To: ms(50)}}},
	} {
		other, same := varied(), varied()
		must(t, other.Explore(design))
		must(t, same.Explore(trajectory.Line(line)))
		wantAxes(t, same, axesOf(t, other))
	}
}

// Several lines are combined, as several options are.
func TestLines(t *testing.T) {
	got, err := pointsOf("N=1,2", "R_ee=1,2 with tau=5ms,10ms")
	if want := "N [1 1 2 2]; R_ee [1 2 1 2]; tau [5, 10, 5, 10] ms"; err != nil || got != want {
		t.Errorf("%s, wanted %s: %v", got, want, err)
	}
	linked, err := varied().ParseLinked("N=1:3:1", "size=4,5,6 with tau=5ms,6ms,7ms")
	must(t, err)
	if want := "[{neurons.N [1 2 3]} {size [4 5 6]} {neurons.tau [5 ms 6 ms 7 ms]}]"; fmt.Sprint(linked) != want {
		t.Errorf("%v, wanted %s", linked, want)
	}
	_, err = varied().ParseLinked("N=1,2", "size=x", "neurons.N=3,4")
	wantFault(t, err, "trajectory: cannot explore: size: \"x\" is not an int; write one like -3 or 42, within 64 bits\n  | size=x\n  |      ^\n"+
		"trajectory: cannot explore: neurons.N is explored twice\n  | neurons.N=3,4\n  | ^", nil)
	if line := trajectory.LineOf(err); line != "size=x" || trajectory.LineOf(nil) != "" {
		t.Errorf("it points into %q", line)
	}
	_, err = (*trajectory.Trajectory)(nil).ParseExploration("N=1")
	wantFault(t, err, "trajectory: there is no trajectory: it is nil", nil)
}

func TestLineFaults(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"R_ee=1:3:0", "connections.R_ee: a range needs a step that is not 0\n  | R_ee=1:3:0\n  |      ^"},
		{"R_ee=1:3", "connections.R_ee: a range is first:last:step, as in 1:3:0.5\n  | R_ee=1:3\n  |      ^"},
		{"R_ee=1:3:-1", "connections.R_ee: the step -1 leads from 1 away from 3; turn its sign\n  | R_ee=1:3:-1\n  |      ^"},
		{"R_ee=1:two:1", "connections.R_ee: \"two\" is not a float64; write a number without a unit, like 2.5 or 1e-3\n  | R_ee=1:two:1\n  |        ^"},
		{"R_ee=0:1:1e-9", "connections.R_ee: 1000000000 points are more than the 1000000 that a trajectory may have; split it into several\n  | R_ee=0:1:1e-9\n  |      ^"},
		{"tau=1:3:1", "neurons.tau: \"1\" is a plain number, wanted a quantity in s like the default 10 ms; give it a unit, as in 1 ms\n  | tau=1:3:1\n  |     ^"},
		{"tau=5ms, 7 mss", "neurons.tau: \"7 mss\" is not a quantity in s like the default 10 ms: unknown unit \"mss\"; did you mean \"ms\" or \"msecond\"?\n  | tau=5ms, 7 mss\n  |            ^"},
		{"tau=1 ms:3 mV:1 ms", "neurons.tau: \"3 mV\" is a quantity in V, wanted a quantity in s like the default 10 ms\n  | tau=1 ms:3 mV:1 ms\n  |          ^"},
		{"R_ee=lg(1,10,5)", "connections.R_ee: unknown function \"lg\"; there are lin and log; did you mean \"log\"?\n  | R_ee=lg(1,10,5)\n  |      ^"},
		{"R_ee=log(0,10,5)", "connections.R_ee: logarithmic values lie between two that are above 0, not between 0 and 10\n  | R_ee=log(0,10,5)\n  |          ^"},
		{"R_ee=log(1,10)", "connections.R_ee: log needs the first value, the last, and how many, as in log(1, 10, 5)\n  | R_ee=log(1,10)\n  |          ^"},
		{"R_ee=log(1,10,x)", "connections.R_ee: \"x\" is no number of values\n  | R_ee=log(1,10,x)\n  |               ^"},
		{"R_ee=log(1,10,5", "connections.R_ee: this bracket has no other half\n  | R_ee=log(1,10,5\n  |         ^"},
		{"R_ee=1),2", "connections.R_ee: this bracket has no other half\n  | R_ee=1),2\n  |       ^"},
		{"R_ee=[1,2", "connections.R_ee: this bracket has no other half\n  | R_ee=[1,2\n  |      ^"},
		{"R_ee=1,,2", "connections.R_ee: a value is missing; commas stand between values, as in 1,2,3\n  | R_ee=1,,2\n  |        ^"},
		{"tau=5ms,", "neurons.tau: a value is missing; commas stand between values, as in 1,2,3\n  | tau=5ms,\n  |         ^"},
		{"R_ee=1,2;", "connections.R_ee: behind ; follows NAME=VALUES, as in R_ee=1,2 ; tau=5ms,10ms\n  | R_ee=1,2;\n  |         ^"},
		{"R_ee=1,2 with tau", "connections.R_ee: behind with follows NAME=VALUES, as in R_ee=1,2 with tau=5ms,10ms\n  | R_ee=1,2 with tau\n  |          ^"},
		{";", "behind ; follows NAME=VALUES, as in R_ee=1,2 ; tau=5ms,10ms\n  | ;\n  | ^"},
		{"sobol(4, R_ee=0:1", "names have no brackets; a sample ends with a ), as in sobol(64, x=0:1)\n  | sobol(4, R_ee=0:1\n  |      ^"},
		{"latin(4, R_ee=0:1, seed=1.5)", "\"1.5\" is no seed; it is a whole number\n  | latin(4, R_ee=0:1, seed=1.5)\n  |                         ^"},
		{"latin(4, R_ee=0:1:2)", "connections.R_ee: an interval is NAME=FROM:TO or NAME=log(FROM, TO)\n  | latin(4, R_ee=0:1:2)\n  |               ^"},
		{"R_ee", "R_ee has no values; write R_ee=1,2,3 or R_ee=1:3:0.5\n  | R_ee\n  | ^"},
		{" R_ee = ", "connections.R_ee: it has no values; give at least one\n  |  R_ee = \n  |        ^"},
		{"=3", "there is no name before the =\n  | =3\n  | ^"},
		{"", "it says nothing to explore; write NAME=1,2,3\n  | \n  | ^"},
		{"R_e=1", "there is no parameter \"R_e\"; did you mean connections.R_ee?\n  | R_e=1\n  | ^"},
		{"R_ee=1; N=2 with connections.R_ee=3", "connections.R_ee is explored twice\n  | R_ee=1; N=2 with connections.R_ee=3\n  |                  ^"},
		{"N=1,2 with sobol(4, R_ee=0:1)", "a sample is linked with nothing; separate it with ;\n  | N=1,2 with sobol(4, R_ee=0:1)\n  |            ^"},
		{"size=2; N=1,2 with R_ee=1,2,3", "a Zip (with, --zip) needs as many values of each, and there are 2 of neurons.N and 3 of connections.R_ee\n" +
			"  | size=2; N=1,2 with R_ee=1,2,3\n  |         ^"},
		{"sobl(4, R_ee=0:1)", "unknown sample \"sobl\"; there are sobol, latin and random; did you mean \"sobol\"?\n  | sobl(4, R_ee=0:1)\n  | ^"},
		{"sobol(R_ee=0:1)", "\"R_ee=0:1\" is no number of points, from 1 to 1000000; sobol begins with one, as in sobol(64, x=0:1)\n  | sobol(R_ee=0:1)\n  |       ^"},
		{"latin(4, skip=1)", "there is no parameter \"skip\"; there are: connections.R_ee, delay, list, mode, neurons.N, neurons.tau, record, simulation.trial and 1 more\n  | latin(4, skip=1)\n  |          ^"},
		{"latin(4)", "no interval is given, as in latin(4, x=0:1)\n  | latin(4)\n  |       ^"},
		{"latin(4, R_ee=1)", "connections.R_ee: an interval is NAME=FROM:TO or NAME=log(FROM, TO)\n  | latin(4, R_ee=1)\n  |               ^"},
		{"latin(4, R_ee=3:1)", "connections.R_ee: an interval has two finite numbers, the lower one first, and not 3 and 1\n  | latin(4, R_ee=3:1)\n  |               ^"},
		{"latin(4, mode=a:b)", "mode: a string has no values between two; list those that are wanted in an Axis\n  | latin(4, mode=a:b)\n  |               ^"},
		{"size=1,0,3", "size: 0 is not 1 or more\n  | size=1,0,3\n  |        ^"},
		{"size=2, 8:12:1", "size: 10 is not 9 or less\n  | size=2, 8:12:1\n  |         ^"},
		{"size=lin(0, 4, 5)", "size: 0 is not 1 or more\n  | size=lin(0, 4, 5)\n  |      ^"},
		{"delay=[1, -1] ms", "delay: -1 ms is not 0 ms or more\n  | delay=[1, -1] ms\n  |       ^"},
		{"N=1,2 with delay=1ms,-1us", "delay: -0.001 ms is not 0 ms or more\n  | N=1,2 with delay=1ms,-1us\n  |                      ^"},
		{"latin(4, size=2:12)", "size: 12 is not 9 or less\n  | latin(4, size=2:12)\n  |                 ^"},
		{"list=1,2", "the values of list are lists, which cannot be explored from text; do it in code\n  | list=1,2\n  | ^"},
	} {
		_, err := varied().ParseExploration(c.line)
		wantFault(t, err, "trajectory: cannot explore: "+c.want, nil)
		wantFault(t, varied().Explore(trajectory.Line(c.line)), "trajectory: cannot explore: "+c.want, nil)
	}
}

// All faults come at once.
func TestLineSaysAll(t *testing.T) {
	_, err := network().ParseExploration("R_ee=x,1,y", "N=1.5")
	wantFault(t, err, `trajectory: cannot explore: connections.R_ee: "x" is not a float64; write a number without a unit, like 2.5 or 1e-3
  | R_ee=x,1,y
  |      ^
trajectory: cannot explore: connections.R_ee: "y" is not a float64; write a number without a unit, like 2.5 or 1e-3
  | R_ee=x,1,y
  |          ^
trajectory: cannot explore: neurons.N: "1.5" is not an int; write one like -3 or 42, within 64 bits
  | N=1.5
  |   ^`, nil)
}

// What is long is refused soon, with as many faults as somebody reads.
func TestLongLines(t *testing.T) {
	for _, line := range []string{"R_ee=" + strings.Repeat("x,", 1e5), "R_ee=" + strings.Repeat("1:1e6:1,", 1e4), strings.Repeat("; R_ee=1", 1e5), strings.Repeat(";", 1e5),
		"sobol(4" + strings.Repeat(",R_ee=0:1", 1e5) + ")", "R_ee=" + strings.Repeat("(", 1e6), strings.Repeat("x", 1<<21)} {
		if _, err := varied().ParseExploration(line); err == nil || len(err.Error()) > 10_000 {
			t.Errorf("%.20s…: an error of %d bytes", line, len(fmt.Sprint(err)))
		}
	}
}

// Whatever is typed is a table of at most MaxRuns points or an error, soon and in little memory.
func FuzzLine(f *testing.F) {
	for _, seed := range []string{"R_ee=1:3:0.5", "tau=1*ms:3*ms:0.5*ms", "R_ee=log(1,10,5), 2; N=1,2 with tau=[5, 10] ms", "sobol(4, R_ee=0:1, tau=log(1ms, 2ms), seed=3, skip=2)",
		"R_ee=0:1:1e-7", "N=-9223372036854775808:9223372036854775807:1", "R_ee=1e308:-1e308:-1e305", "mode=;=; with =(", "latin(1000,R_ee=0:1,N=0:1)",
		"tau=5 ms/(", "R_ee=\xff:\xff:\xff with N=\x00", "R_ee=nan:1:1", "R_ee=lin(-1.7e308,1.7e308,3)"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		traj := varied()
		e, err := traj.ParseExploration(line)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "trajectory: cannot explore: ") {
				t.Errorf("%q: %v", line, err)
			}
			return
		}
		if err := traj.Explore(e); err == nil && traj.Len() > trajectory.MaxRuns {
			t.Errorf("%q explores %d points", line, traj.Len())
		}
	})
}
