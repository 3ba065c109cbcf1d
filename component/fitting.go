package component

import (
	"fmt"
	"slices"

	"golgi/internal/suggest"
)

// Fitting is what a component may have besides, to look at all parts of the experiment, in the order in which they are called, and to refuse those with
// which it cannot do what it should. It is called once, before anything is built.
type Fitting interface{ Fit(parts []Component) error }

// Grouping is what a component may have besides that adds groups of neurons: it names them.
type Grouping interface{ Groups() []string }

// Giver returns the place of the part that gives an object of a name, as it declares (see [Wired]); -1 if none does. There are the names that all give. Where a part
// declares nothing, it may give anything, and all is not known.
func Giver(parts []Component, name string) (at int, there []string, known bool) {
	at, known = -1, true
	for k, part := range parts {
		wired, is := part.(Wired)
		if !is {
			known = false
			continue
		}
		gives := wired.Gives()
		if at < 0 && slices.Contains(gives, name) {
			at = k
		}
		there = append(there, gives...)
	}
	return at, there, known
}

// FitSpikes returns the place of the part that records the spikes of a group, for one that uses [Subrun.Trains] in some subruns (in all, if there are no names); -1
// where that is not known. It is an error if there surely is none.
func FitSpikes(parts []Component, group string, during []string) (at int, err error) {
	at, there, known := Giver(parts, SpikesOf(group))
	if at < 0 {
		given, _, _ := Giver(parts, group)
		switch {
		case !known:
			return at, nil
		case given < 0:
			return at, fmt.Errorf("there is no group %q (there are: %s)%s", group, Listed(there), suggest.Meant(group, there))
		}
		if grouping, is := parts[given].(Grouping); is && slices.Contains(grouping.Groups(), group) { // or else it may be a monitor
			err = noSpikes(group)
		}
		return at, err
	}
	scheduled, is := parts[at].(Scheduled)
	if !is || len(scheduled.Subruns()) == 0 {
		return at, nil
	}
	for _, subrun := range during {
		if !slices.Contains(scheduled.Subruns(), subrun) {
			return at, fmt.Errorf("the spikes of %q are not recorded in subrun %q, but in: %s", group, subrun, Listed(scheduled.Subruns()))
		}
	}
	return at, nil
}

func noSpikes(group string) error {
	return fmt.Errorf("no spikes of %q are recorded; list components.Record{Spikes: []string{%q}} among the parts", group, group)
}
