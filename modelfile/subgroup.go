package modelfile

import "golgi/sim"

// subgroup is some neurons of a group, from one to another or listed.
type subgroup struct {
	common
	Of           string        `key:"of,needed"`
	Start        *int          `key:"start"`
	Stop         *int          `key:"stop"`
	Indices      ints          `key:"indices"`
	RunRegularly []regularCode `key:"run_regularly"`
}

func (o *subgroup) is() role               { return group | variables }
func (o *subgroup) partOf() string         { return o.Of }
func (o *subgroup) source() string         { return o.Of }
func (o *subgroup) regular() []regularCode { return o.RunRegularly }

func (o *subgroup) check(c *checker) {
	c.refers(&o.place, "of", o.Of, group)
	if span := count(o.Start != nil, o.Stop != nil); span != 2 && o.Indices == nil || span != 0 && o.Indices != nil {
		o.fault("wanted both start and stop, or indices")
	}
}

func (o *subgroup) make(s *Simulation) (sim.Object, error) {
	of, err := placed[interface {
		sim.Group
		Subgroup(name string, start, stop int) (*sim.Subgroup, error)
		Pick(name string, list []int) (*sim.Subgroup, error)
	}](s, o.Of)
	if err != nil {
		return nil, err
	}
	if o.Indices != nil {
		return of.Pick(o.Name, o.Indices)
	}
	return of.Subgroup(o.Name, *o.Start, *o.Stop)
}
