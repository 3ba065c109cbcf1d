package bind

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"golgi/sim/internal/engine/reference"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
)

// object is an owner of a part, of no kind.
type object string

func (o object) Name() string   { return string(o) }
func (o object) String() string { return "object " + string(o) }

// newMemory returns the memory of a network with a step of 0.1 ms.
func newMemory(t *testing.T) *Memory {
	t.Helper()
	inst, err := reference.New().NewInstance()
	check(t, err)
	m := New(inst, 1e-4)
	t.Cleanup(func() { check(t, m.Close()) })
	return m
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// doubling is a kernel that doubles an array of the object's own.
func doubling(name string) *lower.Template {
	b := ir.NewBuilder("test")
	array, i := b.Array(name, ir.Float64), b.Index()
	b.Store(array, i, b.Op(ir.Mul, b.Load(array, i), b.Float(2)), ir.None)
	return &lower.Template{Kernel: b.Kernel(), Arrays: []lower.Ref{{Side: equations.Own, Name: name}}}
}

// Each slot has a before_ and an after_, and all are in Brian 2's order.
func TestSlotsAreInOrder(t *testing.T) {
	last := Slot(-1)
	for _, base := range Slots {
		for _, name := range []string{"before_" + base, base, "after_" + base} {
			slot, _, found := FindSlot(name)
			if !found || slot != last+1 {
				t.Errorf("%s is slot %d (%v), want %d", name, slot, found, last+1)
			}
			last = slot
		}
	}
	for name, want := range map[string]Slot{"start": Start, "groups": Groups, "thresholds": Thresholds,
		"synapses": Synapses, "resets": Resets, "end": End} {
		if slot, _, _ := FindSlot(name); slot != want {
			t.Errorf("%s is slot %d, want %d", name, slot, want)
		}
	}
	if _, base, found := FindSlot("after_lunch"); found || base != "lunch" {
		t.Errorf("after_lunch is found: %v, with base %q", found, base)
	}
}

// Steps come by slot, order and name, and those of one moment as they were added; kernels that are alike are one.
func TestPlansAreInOrder(t *testing.T) {
	m := newMemory(t)
	p := m.Add(object("o"))
	p.N = 3
	p.Array("x", "x", ir.Float64, 3)
	p.Array("y", "y", ir.Float64, 3)
	twice, also := doubling("x"), doubling("y")
	s := m.NewSchedule(Order{})
	for _, when := range []When{{End, 0, "a", 0}, {Start, 1, "a", 0}, {Start, 0, "b", 0}, {Start, 0, "a", 0}, {Start, -1, "z", 0}} {
		s.Map(when, twice, p.Site("test"), 3, ir.NoList)
	}
	s.Map(When{End, 0, "a", 0}, also, p.Site("test"), 3, ir.NoList)
	plan, _ := s.Plan()
	var names []string
	for _, step := range plan.Steps {
		names = append(names, step.Name+plan.Memory.Arrays[step.Map.Arrays[0]].Name)
	}
	if want := strings.Fields("zo.x ao.x bo.x ao.x ao.x ao.y"); !slices.Equal(names, want) {
		t.Errorf("the order is %v, want %v", names, want)
	}
	if len(plan.Kernels) != 1 {
		t.Errorf("there are %d kernels, want one", len(plan.Kernels))
	}
	check(t, plan.Validate())
}

// A clone and what it comes from share what was declared before, and nothing that changes.
func TestClonesAreIndependent(t *testing.T) {
	m := newMemory(t)
	p := m.Add(object("o"))
	p.Array("x", "x", ir.Int32, 2)
	p.Ints("table", "table", []int32{4, 5})
	check(t, p.Write("x", []float64{1, 2}))
	check(t, m.SetTime(At(0.25)))
	c, err := m.Clone()
	check(t, err)
	defer func() { check(t, c.Close()) }()
	q := c.Part("o")
	p.Array("y", "y", ir.Float64, 1)
	q.Array("z", "z", ir.Float64, 3)
	check(t, q.Write("x", []float64{7, 8}))
	check(t, p.Fill("y", 3))
	check(t, q.Fill("z", 9))
	check(t, c.SetTime(At(0.5)))
	for _, want := range []struct {
		part   *Part
		name   string
		values []float64
	}{{p, "x", []float64{1, 2}}, {q, "x", []float64{7, 8}}, {p, "y", []float64{3}}, {q, "z", []float64{9, 9, 9}}} {
		if got, err := want.part.Read(want.name); err != nil || !slices.Equal(got, want.values) {
			t.Errorf("%s is %v, %v; want %v", want.name, got, err, want.values)
		}
	}
	if p.Has("z") || q.Has("y") || m.Time() != 0.25 || !slices.Equal(Content[int32](q, "table"), []int32{4, 5}) {
		t.Error("a clone sees what it should not, or does not see what it should")
	}
	check(t, m.Restore(c))
	if got, err := m.Part("o").Read("x"); err != nil || got[0] != 7 || m.Time() != 0.5 {
		t.Errorf("restored, x is %v, %v, at %v s", got, err, m.Time())
	}
}

// What a job has declared before it failed is gone.
func TestTriedAndFailed(t *testing.T) {
	p := newMemory(t).Add(object("o"))
	p.Array("x", "x", ir.Float64, 1)
	fault := errors.New("no")
	err := p.Try(func() error {
		p.N = 5
		p.Array("y", "y", ir.Float64, 1)
		p.NextSet()
		return fault
	})
	if !errors.Is(err, fault) || p.Has("y") || !p.Has("x") || p.N != 0 || p.sets != 0 {
		t.Errorf("%v leaves %+v", err, p)
	}
}

// Times are steps as Brian 2 counts them: the nearest where rounding keeps from it, else the next.
func TestSteps(t *testing.T) {
	for _, c := range []struct {
		time, dt float64
		want     int64
	}{
		{0, 1e-4, 0}, {1e-4, 1e-4, 1}, {0.3, 0.1, 3}, {0.1 * 3, 0.1, 3}, {1.00001e-4, 1e-4, 1}, {1.5e-4, 1e-4, 2},
		{1.00011e-4, 1e-4, 2}, {1e300, 1e-4, MaxSteps},
	} {
		if got := Steps(c.time, c.dt); got != c.want {
			t.Errorf("%v s in steps of %v s: %d, want %d", c.time, c.dt, got, c.want)
		}
	}
}

// Durations add up without drift: a plain sum of these is more than 1e-4 steps off, and so a step too long.
func TestInstantsAddUp(t *testing.T) {
	now, plain := Instant{}, 0.0
	for range 6_400_000 {
		now, plain = now.Plus(1e-5), plain+1e-5
	}
	if now.Seconds() != 64 || Steps(now.Seconds(), 1e-5) != 6_400_000 {
		t.Errorf("%.17g s, want 64 s; step %d", now.Seconds(), Steps(now.Seconds(), 1e-5))
	}
	if Steps(plain, 1e-5) == 6_400_000 {
		t.Errorf("a plain sum is %.17g s, so that this shows nothing", plain)
	}
}
