package trajectory_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"golgi/trajectory"
	"golgi/units"
)

// TestLongTexts: an error shows the beginning of a text that is no name, number or path, however long it is.
func TestLongTexts(t *testing.T) {
	const mega = 1 << 16
	for _, long := range []string{strings.Repeat("a", mega), strings.Repeat("a.", mega), strings.Repeat("[", mega), strings.Repeat("\x80", mega), strings.Repeat("ä", mega)} {
		traj := clustered(t)
		r := run(t, clustered(t), 0)
		_, found := traj.Parameter(long)
		_, group := traj.Parameters(long)
		_, axis := traj.ParseAxis("R_ee", long)
		_, item := r.Float(long)
		_, other := trajectory.New(long)
		for k, err := range []error{found, group, axis, item, other, traj.Set(long, 1), traj.SetText("R_ee", long), traj.SetText("e.tau", long), traj.Set("size", long), traj.Lock(long),
			traj.Preset(long+" ", 1), traj.Remove(long), traj.Add(trajectory.Parameter{Path: long + " ", Value: 1}, trajectory.Parameter{Path: "x", Value: []string{long + "\x00"}}),
			traj.AddLink(trajectory.Link{Path: long + " ", Target: long}), traj.AddWildcard(long, nil), r.Add(long+" ", "x", 1, ""), r.Add("r", long+" ", 1, "")} {
			if err == nil || len(err.Error()) > 3000 {
				t.Errorf("error %d for %.5q… has %d bytes: %.300v", k, long, len(fmt.Sprint(err)), err)
			}
		}
	}
}

func TestSetText(t *testing.T) {
	traj := clustered(t)
	for path, text := range map[string]string{
		"R_ee": " 2.5 ", "p_ee": "nan", "size": "-9223372036854775808", "e.tau": "20*ms", "i.tau": "0.5 s",
		"record": "false", "engine": "a, b ", "lists.ints": "[3, 4,5]", "lists.floats": "1e-3",
		"lists.names": " x , y z", "lists.flags": "true,false", "lists.weights": "[3, 4] nS",
	} {
		must(t, traj.SetText(path, text))
	}
	wantValue(t, traj, "R_ee", 2.5)
	if v, err := trajectory.Value[float64](traj, "p_ee"); err != nil || !math.IsNaN(v) {
		t.Errorf("p_ee is %v (%v), wanted NaN", v, err)
	}
	wantValue(t, traj, "size", int64(math.MinInt64))
	wantValue(t, traj, "e.tau", units.Millisecond.Of(20))
	wantValue(t, traj, "i.tau", units.Second.Of(0.5))
	wantValue(t, traj, "record", false)
	wantValue(t, traj, "engine", "a, b ") // a string is taken as it is
	wantValue(t, traj, "lists.ints", []int{3, 4, 5})
	wantValue(t, traj, "lists.floats", []float64{1e-3})
	wantValue(t, traj, "lists.names", []string{"x", "y z"})
	wantValue(t, traj, "lists.flags", []bool{true, false})
	wantValue(t, traj, "lists.weights", units.Nanosiemens.OfAll(3, 4))
	must(t, traj.SetText("lists.floats", " [ ] "))
	wantValue(t, traj, "lists.floats", []float64{})
}

func TestSetTextFaults(t *testing.T) {
	const (
		noFloat = "is not a float64; write a number without a unit, like 2.5 or 1e-3"
		noInt   = "is not an int; write one like -3 or 42, within 64 bits"
		noTime  = "wanted a quantity in s like the default 15 ms"
	)
	tests := []struct{ path, text, want string }{
		{"R_ee", "two", `connections.R_ee: "two" ` + noFloat},
		{"R_ee", "2 mV", `connections.R_ee: "2 mV" ` + noFloat},
		{"size", "1.5", `neurons.e.size: "1.5" ` + noInt},
		{"size", "9223372036854775808", `neurons.e.size: "9223372036854775808" ` + noInt},
		{"record", "yes", `simulation.record: "yes" is not a bool; write true or false`},
		{"e.tau", "5", `neurons.e.tau: "5" is a plain number, ` + noTime + "; give it a unit, as in 5 ms"},
		{"e.tau", "5 mV", `neurons.e.tau: "5 mV" is a quantity in V, ` + noTime},
		{"e.tau", "ms", `neurons.e.tau: "ms" is not a quantity in s like the default 15 ms: ` +
			"units: a number is expected, not \"ms\"\n  | ms\n  | ^"},
		{"lists.ints", "1, x", `lists.ints: "x" ` + noInt},
		{"lists.weights", "[1] mV", `lists.weights: "[1] mV" is in V, wanted an array in S like the default [1, 2] nS`},
		{"lists.weights", "1 nS", `lists.weights: "1 nS" is not an array in S, like "[1, 2] S": ` +
			"units: \"[\" is expected, not \"1\"\n  | 1 nS\n  | ^"},
		{"engine", "\xff", `simulation.engine: the string "\xff" is not valid UTF-8`},
	}
	for _, c := range tests {
		wantFault(t, clustered(t).SetText(c.path, c.text), "trajectory: cannot set "+c.want, nil)
	}
}

func TestParseAxis(t *testing.T) {
	traj := clustered(t)
	axis, err := traj.ParseAxis("R_ee", "1, 1.6 ,2.5")
	must(t, err)
	taus, err := traj.ParseAxis("e.tau", "[5 ms, 0.01 s, 15 ms]")
	must(t, err)
	shared, err := traj.ParseAxis("i.tau", "[5, 20, 15] ms")
	must(t, err)
	must(t, traj.Explore(trajectory.Zip{axis, taus, shared}))
	wantValue(t, run(t, traj, 1), "i.tau", units.Millisecond.Of(20))
	wantValue(t, run(t, traj, 1), "R_ee", 1.6)
	wantValue(t, run(t, traj, 1), "e.tau", units.Millisecond.Of(10))

	_, err = traj.ParseAxis("trial", "1,two")
	wantFault(t, err, `trajectory: cannot explore: simulation.trial: "two" is not an int; write one like `+
		"-3 or 42, within 64 bits\n  | 1,two\n  |   ^", nil)
	_, err = traj.ParseAxis("lists.ints", "1,2")
	wantFault(t, err, "trajectory: cannot explore: the values of lists.ints are lists, which cannot be explored from text; do "+
		"it in code\n  | lists.ints\n  | ^", nil)
	_, err = traj.ParseAxis("R_e", "1")
	wantFault(t, err, "trajectory: cannot explore: there is no parameter \"R_e\"; did you mean connections.R_ee?\n  | R_e\n  | ^",
		trajectory.ErrNotFound)
	_, err = traj.ParseAxis("R_ee", " ")
	wantFault(t, err, "trajectory: cannot explore: connections.R_ee: it has no values; give at least one\n  |  \n  |  ^", nil)
}

// Text that is accepted has the kind and dimension of the default, and its printed form means the same.
func FuzzSetText(f *testing.F) {
	for _, seed := range []string{"1", "2.5", "5 ms", "[1, 2]", "true", "a,b", "1e400", "0x1p-3", "[",
		"5 mss", "\x00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		traj, err := trajectory.New("fuzz")
		must(t, err)
		for path, value := range map[string]any{
			"int": 1, "float": 1.0, "bool": true, "string": "", "quantity": units.Volt.Of(1),
			"ints":   []int{1},
			"floats": []float64{1}, "bools": []bool{true}, "strings": []string{""},
			"array": units.Volt.OfAll(1),
		} {
			must(t, traj.Add(trajectory.Parameter{Path: path, Value: value}))
			if traj.SetText(path, text) != nil {
				continue
			}
			p, err := traj.Parameter(path)
			must(t, err)
			must(t, traj.Set(path, value))
			must(t, traj.Set(path, p.Value))
		}
	})
}
