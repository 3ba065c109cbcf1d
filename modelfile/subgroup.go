package modelfile

import "golgi/sim"

// subgroup is some neurons of a group, from one to another.
type subgroup struct {
	common
	Of           string        `key:"of,needed"`
	Start        int           `key:"start,needed"`
	Stop         int           `key:"stop,needed"`
	RunRegularly []regularCode `key:"run_regularly"`
}

func (o *subgroup) is() role               { return group | variables }
func (o *subgroup) check(c *checker)       { c.refers(&o.place, "of", o.Of, group) }
func (o *subgroup) partOf() string         { return o.Of }
func (o *subgroup) source() string         { return o.Of }
func (o *subgroup) regular() []regularCode { return o.RunRegularly }

func (o *subgroup) make(s *Simulation) (sim.Object, error) {
	of, err := placed[interface {
		sim.Group
		Subgroup(name string, start, stop int) (*sim.Subgroup, error)
	}](s, o.Of)
	if err != nil {
		return nil, err
	}
	return of.Subgroup(o.Name, o.Start, o.Stop)
}
