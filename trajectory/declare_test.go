package trajectory_test

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"golgi/trajectory"
	"golgi/units"
)

type mode string

type common struct {
	Note mode `comment:"of the embedded struct"`
}

// everything has a field of each kind.
type everything struct {
	common
	N        int            `comment:"number of neurons" min:"1"`
	Small    uint8          `name:"small-one"`
	On       bool           //
	Tau      float64        `unit:"ms" min:"0.1" max:"1 s"`
	Vt       units.Quantity `unit:"mV" max:"0 mV"`
	El       units.Quantity
	R_ee     float32
	Sizes    []int
	Rates    []float64 `unit:"Hz" min:"0"`
	Volts    []units.Quantity
	Currents units.Array `unit:"nA"`
	Words    []string
	Synaptic struct{ Rise, Decay units.Quantity }
	Own      map[string]int `name:"-"`
}

func example() everything {
	p := everything{N: 100, Small: 7, On: true, Tau: 0.7, El: units.Millivolt.Of(-70), R_ee: 2.5, Sizes: []int{1, 2}, Rates: []float64{0.1, 30},
		Volts: []units.Quantity{units.Volt.Of(1), units.Millivolt.Of(3)}, Words: []string{"a", "b"}}
	p.Note, p.Synaptic.Rise, p.Synaptic.Decay = "hi", units.Millisecond.Of(1), units.Millisecond.Of(3)
	return p
}

func declared(t *testing.T, group string, p any) *trajectory.Trajectory {
	t.Helper()
	traj, err := trajectory.New("test")
	if err == nil {
		err = trajectory.Declare(traj, group, p)
	}
	if err != nil {
		t.Fatal(err)
	}
	return traj
}

// What a struct declares has names, units and comments, and comes back as it was.
func TestStructsAreParameters(t *testing.T) {
	traj := declared(t, "neurons", example())
	ps, err := traj.Parameters("")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, p := range ps {
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s = %v %s", p.Path, p.Value, p.Comment)))
	}
	const want = `neurons.N = 100 number of neurons
neurons.R_ee = 2.5
neurons.currents = [] nA
neurons.el = -70 mV
neurons.note = hi of the embedded struct
neurons.on = true
neurons.rates = [0.1, 30] Hz
neurons.sizes = [1 2]
neurons.small-one = 7
neurons.synaptic.decay = 3 ms
neurons.synaptic.rise = 1 ms
neurons.tau = 0.7 ms
neurons.volts = [1, 0.003] V
neurons.vt = 0 mV
neurons.words = [a b]`
	if got := strings.Join(lines, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	var back everything
	if err := trajectory.Fill(traj, "neurons", &back); err != nil {
		t.Fatal(err)
	}
	wanted := example()
	wanted.Vt, wanted.Currents = units.Millivolt.Of(0), units.Nanoamp.OfAll()
	wanted.Volts[1], _ = wanted.Volts[1].As(units.Volt) // a list has one unit
	if fmt.Sprintf("%+v", back) != fmt.Sprintf("%+v", wanted) {
		t.Errorf("got  %+v\nwant %+v", back, wanted)
	}
}

// At the point of a run a struct has the values explored there, and all its fields count as read.
func TestFillAtAPoint(t *testing.T) {
	traj := declared(t, "a", struct {
		Tau float64 `unit:"ms"`
		N   int
	}{10, 3})
	if err := traj.Explore(trajectory.Cartesian{{Path: "tau", Values: units.Second.OfAll(0.001, 0.0007)}}); err != nil {
		t.Fatal(err)
	}
	run, err := traj.Run(1)
	if err != nil {
		t.Fatal(err)
	}
	var p struct {
		Tau float64 `unit:"ms"`
		N   int
	}
	if err := trajectory.Fill(run, "a", &p); err != nil || p.Tau != 0.7 || p.N != 3 {
		t.Errorf("%+v, %v", p, err)
	}
	if got := run.ReadPaths(); !reflect.DeepEqual(got, []string{"a.N", "a.tau"}) {
		t.Errorf("read %v", got)
	}
}

type wrongDefaults struct {
	Tau   float64        `unit:"ms" min:"1"`
	Vt    units.Quantity `unit:"mV"`
	Units float64        `unit:"mm per day"`
	Map   map[string]int
	Count int     `unit:"ms"`
	Word  string  `min:"a"`
	Both  float64 `min:"2" max:"1"`
	Time  float64 `min:"1 s"`
	Big   uint64
	List  []float64 `max:"1"`
	Qs    []units.Quantity
	Wait  time.Duration
}

// Misuse of a struct is said with type and field, everything at once.
func TestMisuseOfStructs(t *testing.T) {
	traj := declared(t, "neurons", example())
	var nothing *everything
	var other struct{ N string }
	var missing struct{ Missing int }
	for _, c := range []struct {
		name string
		err  error
		want string
	}{
		{"defaults", trajectory.Declare(traj, "x", wrongDefaults{Tau: 0.5, Vt: units.Volt.Of(1), Big: math.MaxUint64, List: []float64{0, math.NaN()}}),
			`trajectory: wrongDefaults.Tau: 0.5 ms is not 1 ms or more
trajectory: wrongDefaults.Units: unit "mm per day": units: unknown unit "per"; did you mean "psr" or "psteradian"?
  | mm per day
  |    ^
trajectory: wrongDefaults.Map: a map[string]int is no parameter; there are bool, integers, floats, string, units.Quantity, lists of these, units.Array and structs; leave it out by the tag name:"-"
trajectory: wrongDefaults.Count: an int has no unit; make it a float64 or a units.Quantity
trajectory: wrongDefaults.Word: min "a": a string has no bounds
trajectory: wrongDefaults.Both: min 2 is above max 1
trajectory: wrongDefaults.Time: min "1 s": it is a quantity in s, and the default a float64
trajectory: wrongDefaults.Big: 18446744073709551615 is more than an int64 holds
trajectory: wrongDefaults.List: [0, NaN] is not 1 or less
trajectory: wrongDefaults.Qs: an empty list of quantities needs a tag unit
trajectory: wrongDefaults.Wait: a time.Duration is no parameter; there are bool, integers, floats, string, units.Quantity, lists of these, units.Array and structs; leave it out by the tag name:"-"`},
		{"dimension", trajectory.Declare(traj, "x", struct {
			Vt units.Quantity `unit:"mV"`
		}{units.Second.Of(1)}), "trajectory: struct.Vt: its default 1 s is no quantity in mV"},
		{"no struct", trajectory.Declare(traj, "x", 3), "trajectory: int is no struct"},
		{"nil", trajectory.Declare(traj, "x", nothing), "trajectory: Declare: the struct is nil"},
		{"no pointer", trajectory.Fill(traj, "neurons", everything{}), "trajectory: Fill: cannot change a trajectory_test.everything; give a pointer to it"},
		{"another type", trajectory.Fill(traj, "neurons", &other), "trajectory: parameter neurons.N: struct.N: 100 is an int, and the field a string"},
		{"not there", trajectory.Fill(traj, "neurons", &missing), `trajectory: there is no parameter "neurons.missing"; there are: neurons.N, neurons.R_ee, neurons.currents, neurons.el, neurons.note, neurons.on, neurons.rates, neurons.sizes and 8 more`},
		{"too small", traj.Set("tau", units.Second.Of(1e-6)), "trajectory: cannot set neurons.tau: 1e-06 s is not 0.1 ms or more"},
		{"too large", traj.SetText("tau", "2 s"), "trajectory: cannot set neurons.tau: 2 s is not 1 s or less"},
		{"more than the type", traj.SetText("small-one", "256"), "trajectory: cannot set neurons.small-one: 256 is not 255 or less"},
		{"less than the type", traj.SetText("small-one", "-1"), "trajectory: cannot set neurons.small-one: -1 is not 0 or more"},
		{"in an exploration", traj.Explore(trajectory.Cartesian{{Path: "N", Values: []int{5, 0}}}), "trajectory: cannot explore: neurons.N: 0 is not 1 or more"},
	} {
		if got := fmt.Sprint(c.err); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

// Bounds are those of the type where no tag says others; what no bound has kept out does not fit the field.
func TestBoundsOfTypes(t *testing.T) {
	type small struct {
		I8  int8
		I32 int32
		U   uint
		U16 []uint16
		U8  uint8 `min:"-5" max:"1000"`
		F   float32
		I   int
	}
	for _, c := range []struct{ name, text, want string }{
		{"I8", "127", "<nil>"},
		{"I8", "128", "128 is not 127 or less"},
		{"I8", "-129", "-129 is not -128 or more"},
		{"I32", "-2147483648", "<nil>"},
		{"I32", "2147483648", "2147483648 is not 2147483647 or less"},
		{"U", "9223372036854775807", "<nil>"},
		{"U", "-1", "-1 is not 0 or more"},
		{"U16", "[1, 65536]", "[1, 65536] is not 65535 or less"},
		{"U8", "256", "small.U8: 256 does not fit the field, a uint8"},
		{"U8", "-1", "small.U8: -1 does not fit the field, a uint8"},
		{"F", "1e39", "small.F: 1e+39 does not fit the field, a float32"},
		{"F", "inf", "<nil>"},
		{"I", "-9223372036854775808", "<nil>"},
	} {
		traj := declared(t, "a", small{})
		var back small
		err := traj.SetText(c.name, c.text)
		if err == nil {
			err = trajectory.Fill(traj, "a", &back)
		}
		if got := fmt.Sprint(err); got != c.want && !strings.HasSuffix(got, ": "+c.want) {
			t.Errorf("%s=%s: %s", c.name, c.text, got)
		}
	}
}
