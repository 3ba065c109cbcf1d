package modelfile

import "golgi/sim"

// subgroup is some neurons of a group, from one to another.
type subgroup struct {
	common
	Of           string      `json:"of"`
	Start        int         `json:"start"`
	Stop         int         `json:"stop"`
	RunRegularly []timedCode `json:"run_regularly"`
}

func (o *subgroup) partOf() string       { return o.Of }
func (o *subgroup) regular() []timedCode { return o.RunRegularly }

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
