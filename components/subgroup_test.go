package components

import (
	"slices"
	"testing"

	"golgi/component"
	"golgi/sim"
	"golgi/testing/componenttest"
)

// Parts of a group are connected and recorded as groups are.
func TestSubgroup(t *testing.T) {
	parts := []component.Component{clocks,
		Subgroup{Name: "first", Of: "clocks", Stop: 1}, Subgroup{Name: "rest", Of: "clocks", Start: 1}, Subgroup{Name: "last", Of: "rest", Start: 1, Stop: 2},
		Neurons{Name: "n", Size: 1, Model: LIF}}
	for _, from := range []string{"first", "rest", "last"} {
		parts = append(parts, Connection{From: from, To: "n", Onto: "v", Weight: Exactly("1 mV")})
	}
	s := staged(t, sim.Options{}, parts...)
	s.run(0)
	if i, j := s.get("rest_n", "i"), s.get("last_n", "i"); !slices.Equal(i, []float64{0, 1}) || !slices.Equal(j, []float64{0}) {
		t.Errorf("from %v and %v", i, j)
	}
	componenttest.Suite{Parts: append(parts, times{}, Record{Spikes: []string{"rest", "n"}})}.Run(t)
}

func TestMistakesOfSubgroups(t *testing.T) {
	for _, c := range []struct {
		part Subgroup
		want string
	}{
		{Subgroup{Name: "1st", Of: "clocks"}, `components: subgroup "1st": a name begins with a letter and has letters, digits and underscores`},
		{Subgroup{Name: "first"}, `components: subgroup "first": it is of no group; name one in Of`},
		{Subgroup{Name: "first", Of: "clocks", Stop: 4}, `sim: subgroup "first": neurons 0 to 4 (exclusive) are no part of spike generator group "clocks" with 3 neurons`},
	} {
		s := staged(t, sim.Options{}, clocks)
		if err := s.build(c.part); err == nil || err.Error() != c.want {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
}
