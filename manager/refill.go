package manager

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"golgi/component"
	"golgi/sim"
	"golgi/trajectory"
)

// A refilling gives monitors of a replay what the run has stored of them.
type refilling struct {
	run   *trajectory.Run
	known map[sim.Monitor]sim.Recorded // what was found
	lacks map[sim.Monitor]error        // likewise
	made  []recordedResult             // results of monitors; nil: nobody has looked
}

// A recordedResult is a result that AddMonitor has made.
type recordedResult struct{ path, kind, source string }

// pass goes through a subrun: monitors then have what they had recorded by its end.
func (r *refilling) pass(s *component.Subrun) error {
	if err := s.Network.Pass(s.Current.Duration); err != nil {
		return err
	}
	for _, o := range s.Network.Objects() {
		m, is := o.(sim.Monitor)
		if !is {
			continue
		}
		recorded, lack := r.find(m)
		if lack != nil {
			s.Network.Lack(m, lack)
			continue
		}
		if err := s.Network.Refill(m, recorded); err != nil {
			return err
		}
	}
	return nil
}

// find returns what was stored of a monitor, or why that is not there.
func (r *refilling) find(m sim.Monitor) (sim.Recorded, error) {
	if recorded, is := r.known[m]; is {
		return recorded, nil
	}
	if lack := r.lacks[m]; lack != nil {
		return sim.Recorded{}, lack
	}
	path, err := r.resultOf(m)
	if err == nil {
		var res trajectory.Result
		if res, err = r.run.Result(path); err == nil {
			r.known[m] = component.RecordedIn(res)
			return r.known[m], nil
		}
	}
	if r.lacks == nil {
		r.lacks = map[sim.Monitor]error{}
	}
	r.lacks[m] = err
	return sim.Recorded{}, err
}

// resultOf returns the path of the result that has what a monitor recorded: of its kind and of its source. Of several it is the one that is called as the monitor is,
// with dots for underscores or as the last name.
func (r *refilling) resultOf(m sim.Monitor) (string, error) {
	if r.made == nil {
		r.look()
	}
	kind := strings.TrimPrefix(fmt.Sprintf("%T", m), "*sim.")
	var fits, named, paths []string
	for _, made := range r.made {
		paths = append(paths, made.path)
		if made.kind != kind || made.source != m.Of().Name() {
			continue
		}
		fits = append(fits, made.path)
		if strings.ReplaceAll(made.path, ".", "_") == m.Name() || made.path[strings.LastIndexByte(made.path, '.')+1:] == m.Name() {
			named = append(named, made.path)
		}
	}
	switch {
	case len(fits) == 0:
		return "", fmt.Errorf("manager: what %s of %s recorded is not stored with %s (recordings there: %s); simulate again with a "+
			"components.Record or an analyser.Monitors among the parts that stores it", m, m.Of(), r.run.Name(), component.Listed(paths))
	case len(fits) == 1:
		return fits[0], nil
	case len(named) == 1:
		return named[0], nil
	}
	return "", fmt.Errorf("manager: what %s recorded may be %s; let the last name of its result be that of the monitor", m, strings.Join(fits, " or "))
}

// look looks for results of monitors. What post-processing has given is none.
func (r *refilling) look() {
	r.made = []recordedResult{}
	for _, head := range r.run.Heads() {
		kind, is := head.Annotations["monitor"].(string)
		source, has := head.Annotations["source"].(string)
		if is && has {
			r.made = append(r.made, recordedResult{head.Path, kind, source})
		}
	}
}

// agrees checks at the end of a run that the monitors that were refilled were there at the times at which they have recorded.
func (r *refilling) agrees(network *sim.Network) error {
	for _, m := range slices.SortedFunc(maps.Keys(r.known), func(a, b sim.Monitor) int { return strings.Compare(a.Name(), b.Name()) }) {
		if err := network.Agrees(m, r.known[m]); err != nil {
			return err
		}
	}
	return nil
}
