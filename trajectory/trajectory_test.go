package trajectory_test

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golgi/trajectory"
	"golgi/units"
)

// What errors say that list the types of values, and the characters of names.
const (
	allTypes = "there are bool, integers, floats, complex numbers, string, units.Quantity, lists of one of these, " +
		"NDArray, Frame and CSR"
	allLetters = "letters, digits, '_' and '-' are allowed"
)

func TestNewChecksName(t *testing.T) {
	for _, name := range []string{"a", "clustered", "Run-2_b", "9", "-"} {
		_, err := trajectory.New(name)
		must(t, err)
	}
	for name, want := range map[string]string{
		"":     `a name is empty`,
		"_a":   `the name "_a" begins with an underscore`,
		"a.b":  `the name "a.b" contains '.'; ` + allLetters,
		"größ": `the name "größ" contains 'ö'; ` + allLetters,
	} {
		_, err := trajectory.New(name)
		wantFault(t, err, fmt.Sprintf("trajectory: cannot name a trajectory %q: %s", name, want), nil)
	}
}

func TestAddFaults(t *testing.T) {
	type (
		parameter = trajectory.Parameter
		notes     = trajectory.Annotations
	)
	tests := []struct {
		p    parameter
		want string
	}{
		{parameter{Path: "simulation.trial"}, "there is a parameter of that path already"},
		{parameter{Path: "neurons.e"}, "there is a group of that path already"},
		{parameter{Path: "simulation.trial.x"}, "simulation.trial is a parameter, and nothing can be below it"},
		{parameter{Path: "parameters.x"}, `paths start below parameters; write "x"`},
		{parameter{Path: ""}, "a name is empty"},
		{parameter{Path: "a..b"}, "a name is empty"},
		{parameter{Path: "a.b "}, `the name "b " contains ' '; ` + allLetters},
		{parameter{Path: "a." + strings.Repeat("x", 128)},
			`the name "xxxxxxxxxxxxxxxxxxxx"… has 128 characters; 127 are allowed`},
		{parameter{Path: strings.Repeat("a.", 500) + "b"}, "the path has 1001 characters; 1000 are allowed"},
		{parameter{Path: "x", Value: units.Volt}, "cannot store a value of type units.Unit; " + allTypes +
			"; give each of its values a name of its own"},
		{parameter{Path: "x", Value: "a\xff"}, `the string "a\xff" is not valid UTF-8`},
		{parameter{Path: "x", Value: []string{"", "a\x00"}}, `the string "a\x00" contains a NUL character`},
		{parameter{Path: "x", Comment: "\xff"}, `comment: the string "\xff" is not valid UTF-8`},
		{parameter{Path: "x", Annotations: notes{"order": []int{1}}},
			`annotation "order": [1] is a list; annotations are scalars`},
		{parameter{Path: "x", Annotations: notes{"my order": 1}},
			`annotation "my order": the name "my order" contains ' '; ` + allLetters},
	}
	for _, c := range tests {
		if c.p.Value == nil {
			c.p.Value = 1
		}
		want := fmt.Sprintf("trajectory: cannot add parameter %q: %s", c.p.Path, c.want)
		wantFault(t, clustered(t).Add(c.p), want, nil)
	}
	wantFault(t, clustered(t).Add(parameter{Path: "x"}),
		`trajectory: cannot add parameter "x": cannot store a value of type <nil>; `+allTypes, nil)
}

func TestAddReportsAllFaultsAndAddsTheRest(t *testing.T) {
	traj := clustered(t)
	err := traj.Add(
		trajectory.Parameter{Path: "a.b", Value: make(chan int), Comment: "\x00"},
		trajectory.Parameter{Path: "sound", Value: 1},
		trajectory.Parameter{Path: "sound.x", Value: 1},
	)
	wantFault(t, err, `trajectory: cannot add parameter "a.b": cannot store a value of type chan int; `+allTypes+`
trajectory: cannot add parameter "a.b": comment: the string "\x00" contains a NUL character
trajectory: cannot add parameter "sound.x": sound is a parameter, and nothing can be below it`, nil)
	wantValue(t, traj, "sound", 1)
}

func TestLookup(t *testing.T) {
	traj := clustered(t)
	must(t, traj.Add(trajectory.Parameter{Path: "trial", Value: 7}))
	for name, want := range map[string]string{
		"R_ee": "connections.R_ee", "connections.R_ee": "connections.R_ee", "e.tau": "neurons.e.tau",
		"measurement":       "simulation.durations.measurement",
		"durations.initial": "simulation.durations.initial",
		"trial":             "trial", "simulation.trial": "simulation.trial", // a full path wins
	} {
		p, err := traj.Parameter(name)
		must(t, err)
		if p.Path != want {
			t.Errorf("%q finds %s, wanted %s", name, p.Path, want)
		}
	}
}

func TestLookupFaults(t *testing.T) {
	const all = "connections.R_ee, connections.p_ee, lists.flags, lists.floats, lists.ints, lists.names, " +
		"lists.weights, neurons.e.size and 7 more"
	for name, want := range map[string]string{
		"tau":            `the parameter "tau" is ambiguous; write more of its path: neurons.e.tau, neurons.i.tau`,
		"R_e":            `there is no parameter "R_e"; did you mean connections.R_ee?`,
		"neurons.e.sise": `there is no parameter "neurons.e.sise"; did you mean neurons.e.size?`,
		"_ee":            `there is no parameter "_ee"; did you mean connections.R_ee or connections.p_ee?`,
		"ee":             `there is no parameter "ee"; there are: ` + all,
		"":               `there is no parameter ""; there are: ` + all,
		"durations": `"durations" is a group, not a parameter; it has ` +
			`simulation.durations.initial, simulation.durations.measurement`,
	} {
		_, err := clustered(t).Parameter(name)
		wantFault(t, err, "trajectory: "+want, nil)
		if ambiguous := name == "tau"; errors.Is(err, trajectory.ErrNotFound) == ambiguous {
			t.Errorf("%q: the error wraps ErrNotFound: %v", name, !ambiguous)
		}
	}
}

func TestGroups(t *testing.T) {
	traj := clustered(t)
	must(t, traj.Add(trajectory.Parameter{Path: "neurons-x.tau", Value: 1},
		trajectory.Parameter{Path: "neuron", Value: 1}))
	for group, want := range map[string][]string{
		"simulation.durations": {"simulation.durations.initial", "simulation.durations.measurement"},
		"durations":            {"simulation.durations.initial", "simulation.durations.measurement"},
		"neurons":              {"neurons.e.size", "neurons.e.tau", "neurons.i.tau"},
		"e":                    {"neurons.e.size", "neurons.e.tau"},
	} {
		ps, err := traj.Parameters(group)
		must(t, err)
		if got := pathsOf(ps); !slices.Equal(got, want) {
			t.Errorf("group %q has %v, wanted %v", group, got, want)
		}
	}
	for group, want := range map[string]string{
		"simulation.pre_durations": `trajectory: there is no group "simulation.pre_durations" of ` +
			`parameters; ` +
			`did you mean simulation.durations?`,
		"simulation.trial": `trajectory: "simulation.trial" is a parameter, not a group`,
	} {
		_, err := traj.Parameters(group)
		wantFault(t, err, want, trajectory.ErrNotFound)
	}
	must(t, traj.Add(trajectory.Parameter{Path: "other.durations.x", Value: 1}))
	_, err := traj.Parameters("durations")
	wantFault(t, err, `trajectory: the group "durations" is ambiguous; write more of its path: `+
		`other.durations, simulation.durations`, nil)
}

func TestValue(t *testing.T) {
	traj := clustered(t)
	must(t, traj.Add(trajectory.Parameter{Path: "ratio", Value: units.Scalar(0.5)}))
	wantValue(t, traj, "R_ee", 1.0)
	wantValue(t, traj, "size", 4000)
	wantValue(t, traj, "size", int64(4000))
	wantValue(t, traj, "size", 4000.0)
	wantValue(t, traj, "record", true)
	wantValue(t, traj, "engine", "reference")
	wantValue(t, traj, "lists.ints", []int{1, 2})
	wantValue(t, traj, "lists.ints", []int64{1, 2})
	wantValue(t, traj, "lists.ints", []float64{1, 2})
	wantValue(t, traj, "lists.floats", []float64{0.5})
	wantValue(t, traj, "lists.names", []string{"a", "b"})
	wantValue(t, traj, "lists.flags", []bool{true})
	wantValue(t, traj, "e.tau", units.Millisecond.Of(15))
	wantValue(t, traj, "lists.weights", units.Nanosiemens.OfAll(1, 2))
	wantValue(t, traj, "ratio", 0.5) // what has no dimension is a number
	wantValue(t, traj, "ratio", units.Scalar(0.5))
	wantValue(t, traj, "size", units.Scalar(4000))
	wantValue(t, traj, "lists.ints", units.ArrayFromSI([]float64{1, 2}, units.Dimension{}))
}

func wantValue[T trajectory.Readable](t *testing.T, r trajectory.Reader, path string, want T) {
	t.Helper()
	got, err := trajectory.Value[T](r, path)
	must(t, err)
	if text := func(v any) any { return v }; !sameSI(text(got), text(want)) {
		t.Errorf("%s is %v (%T), wanted %v", path, got, got, want)
	}
}

// sameSI compares values, of quantities what they measure and not how it was written.
func sameSI(a, b any) bool {
	if q, ok := a.(units.Quantity); ok {
		r := b.(units.Quantity)
		return q.SI() == r.SI() && q.Dimension() == r.Dimension()
	}
	if q, ok := a.(units.Array); ok {
		r := b.(units.Array)
		return slices.Equal(q.SI(), r.SI()) && q.Dimension() == r.Dimension()
	}
	return reflect.DeepEqual(a, b)
}

func TestValueFaults(t *testing.T) {
	traj := clustered(t)
	must(t, traj.Add(trajectory.Parameter{Path: "huge", Value: 1<<53 + 1}))
	_, err := trajectory.Value[float64](traj, "e.tau")
	wantFault(t, err, "trajectory: parameter neurons.e.tau: 15 ms is a quantity in s; "+
		"read it as units.Quantity, not as float64", nil)
	_, err = trajectory.Value[int](traj, "R_ee")
	wantFault(t, err, "trajectory: parameter connections.R_ee: 1 is a float64; "+
		"read it as float64, not as int", nil)
	_, err = trajectory.Value[string](traj, "size")
	wantFault(t, err, "trajectory: parameter neurons.e.size: 4000 is an int; "+
		"read it as int or int64, not as string", nil)
	_, err = trajectory.Value[[]float64](traj, "weights")
	wantFault(t, err, "trajectory: parameter lists.weights: [1, 2] nS is an array in S; "+
		"read it as units.Array, not as []float64", nil)
	_, err = trajectory.Value[[]int](traj, "lists.floats")
	wantFault(t, err, "trajectory: parameter lists.floats: [0.5] is a []float64; "+
		"read it as []float64, not as []int", nil)
	_, err = trajectory.Value[[]string](traj, "lists.ints")
	wantFault(t, err, "trajectory: parameter lists.ints: [1, 2] is a []int64; "+
		"read it as []int or []int64, not as []string", nil)
	_, err = trajectory.Value[float64](traj, "huge")
	wantFault(t, err, "trajectory: parameter huge: 9007199254740993 is an int; "+
		"read it as int or int64, not as float64", nil)
	_, err = trajectory.Value[bool](traj, "recrod")
	wantFault(t, err, `trajectory: there is no parameter "recrod"; did you mean simulation.record?`,
		trajectory.ErrNotFound)
}

func TestAnnotation(t *testing.T) {
	p, err := clustered(t).Parameter("initial")
	must(t, err)
	order, err := trajectory.Annotation[int](p, "order")
	must(t, err)
	label, err := trajectory.Annotation[string](p, "label")
	must(t, err)
	if order != 0 || label != "settle" {
		t.Errorf("order and label are %d and %q, wanted 0 and settle", order, label)
	}
	if names := p.Annotations.Names(); !slices.Equal(names, []string{"label", "order"}) {
		t.Errorf("the annotations are %v, wanted them sorted", names)
	}
	_, err = trajectory.Annotation[int](p, "oder")
	wantFault(t, err, `trajectory: parameter simulation.durations.initial has no annotation "oder"; `+
		`there are: label, order`,
		trajectory.ErrNotFound)
	_, err = trajectory.Annotation[int](p, "label")
	wantFault(t, err, `trajectory: parameter simulation.durations.initial: annotation "label": "settle" `+
		`is a string; `+
		`read it as string, not as int`, nil)
}

// Nothing that goes in or comes out can be used to change a trajectory.
func TestNothingIsShared(t *testing.T) {
	traj, err := trajectory.New("shared")
	must(t, err)
	list, notes := []float64{1, 2}, trajectory.Annotations{"order": 1}
	must(t, traj.Add(trajectory.Parameter{Path: "x", Value: list, Annotations: notes},
		trajectory.Parameter{Path: "y", Value: list}))
	points := []any{[]float64{3}, []float64{4}}
	must(t, traj.Explore(trajectory.Zip{{Path: "y", Values: points}}))
	r := run(t, traj, 0)
	list[0], notes["order"] = 9, 9
	points[0].([]float64)[0] = 9
	axesOf(t, traj)[0].Values.([]any)[0].([]float64)[0] = 9
	for _, reader := range []trajectory.Reader{traj, r} {
		p, err := reader.Parameter("x")
		must(t, err)
		p.Value.([]float64)[0], p.Annotations["order"], p.Path = 8, 8, "z"
		all, err := reader.Parameters("")
		must(t, err)
		all[0].Value.([]float64)[0] = 8
		again, err := reader.Parameter("x")
		must(t, err)
		want := &trajectory.Parameter{Path: "x", Value: []float64{1, 2},
			Annotations: trajectory.Annotations{"order": int64(1)}}
		if !reflect.DeepEqual(again, want) {
			t.Errorf("the parameter is %+v, wanted %+v", again, want)
		}
	}
	wantValue(t, r, "y", []float64{3})
}

func TestSet(t *testing.T) {
	traj := clustered(t)
	must(t, traj.Set("R_ee", 2)) // an integer where a float is wanted
	must(t, traj.Set("size", 8.0))
	must(t, traj.Set("e.tau", units.Second.Of(1)))
	must(t, traj.Set("lists.floats", []int{1, 2, 3}))
	must(t, traj.Set("lists.ints", []float64{4}))
	must(t, traj.Set("lists.names", []string{}))
	wantValue(t, traj, "R_ee", 2.0)
	wantValue(t, traj, "size", 8)
	wantValue(t, traj, "e.tau", units.Second.Of(1))
	wantValue(t, traj, "lists.floats", []float64{1, 2, 3})
	wantValue(t, traj, "lists.ints", []int{4})
	wantValue(t, traj, "lists.names", []string{})
}

func TestSetFaults(t *testing.T) {
	const toFloat = "wanted an int like the default 4000; write the default as 4000.0 to vary it as a float64"
	tests := []struct {
		path  string
		value any
		want  string
	}{
		{"size", 1.5, "neurons.e.size: 1.5 is a float64, " + toFloat},
		{"size", 1e300, "neurons.e.size: 1e+300 is a float64, " + toFloat},
		{"size", math.NaN(), "neurons.e.size: NaN is a float64, " + toFloat},
		{"R_ee", 1<<53 + 1, "connections.R_ee: 9007199254740993 is an int, wanted a float64 like the default 1"},
		{"R_ee", "2", `connections.R_ee: "2" is a string, wanted a float64 like the default 1`},
		{"R_ee", nil, "connections.R_ee: cannot store a value of type <nil>; " + allTypes},
		{"e.tau", 5.0, "neurons.e.tau: 5 is a plain number, wanted a quantity in s like the default 15 ms; give it a unit, as in 5 ms"},
		{"e.tau", units.Millivolt.Of(5),
			"neurons.e.tau: 5 mV is a quantity in V, wanted a quantity in s like the default 15 ms"},
		{"lists.ints", []float64{0.5, 1, 2, 3, 4, 5, 6}, "lists.ints: [0.5, 1, 2, 3, 4, 5, … 1 more] is a " +
			"[]float64, wanted a []int64 like the default [1, 2]"},
		{"lists.flags", []string{"a"},
			`lists.flags: ["a"] is a []string, wanted a []bool like the default [true]`},
		{"lists.weights", units.Volt.OfAll(1),
			"lists.weights: [1] V is an array in V, wanted an array in S like the default [1, 2] nS"},
		{"lists.weights", units.Volt.OfAll(1, 2, 3, 4, 5, 6, 7),
			"lists.weights: [1 V, … 6 more] is an array in V, wanted an array in S like the default [1, 2] nS"},
	}
	for _, c := range tests {
		wantFault(t, clustered(t).Set(c.path, c.value), "trajectory: cannot set "+c.want, nil)
	}
	wantFault(t, clustered(t).Set("trail", 1), `trajectory: cannot set: there is no parameter "trail"; `+
		"did you mean simulation.trial?", trajectory.ErrNotFound)
}

func TestFrozen(t *testing.T) {
	explored := clustered(t)
	must(t, explored.Explore(trajectory.Zip{{Path: "trial", Values: []int{1}}}))
	taken := clustered(t)
	run(t, taken, trajectory.PreRun)
	for _, traj := range []*trajectory.Trajectory{explored, taken} {
		wantFault(t, traj.Add(trajectory.Parameter{Path: "late", Value: 1}), `trajectory: cannot add `+
			`parameter "late": `+
			`parameters are frozen since Explore or the first run; add it before`, trajectory.ErrFrozen)
		wantFault(t, traj.Set("R_ee", 2.0), "trajectory: cannot set connections.R_ee: parameters are "+
			"frozen since "+
			"Explore or the first run; set it before", trajectory.ErrFrozen)
	}
	wantFault(t, taken.Explore(trajectory.Zip{{Path: "trial", Values: []int{1}}}),
		"trajectory: cannot explore: the first run was taken; explore before", trajectory.ErrFrozen)
}

func pathsOf(ps []*trajectory.Parameter) []string {
	var paths []string
	for _, p := range ps {
		paths = append(paths, p.Path)
	}
	return paths
}
