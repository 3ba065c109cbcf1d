package conformance

import (
	"regexp"
	"slices"
	"strings"

	"golgi/modelfile"
)

// need is something that models of a suite use and that is not built yet.
type need struct {
	feature   string
	reason    string // what is missing
	unsayable bool
	in        func(*modelfile.Model) bool
}

// A model with a need that is unsayable, for which the kit has no words to the simulator, cannot even be
// tried. Other needs stand in texts, which the simulator refuses.
const (
	unsayable = true
	worded    = false
)

// theNeeds is the table of all of them. Who builds a feature takes its row out, teaches it to the door if it
// was unsayable, and takes the models that now pass off the list.
var theNeeds = []*need{

	{"(point current)", "there are no spatial neurons", worded, flagged("point current")},
}

// needs returns what a model needs, in the order of the table. Of a refused model it does not matter what its
// texts use, since to be refused is their point: its twin tells whether a feature is missing.
func (m *model) needs() []*need {
	var list []*need
	for _, n := range theNeeds {
		if m.twin == nil && n.in(m.Model) || m.twin != nil && (n.in(m.twin) || n.unsayable && n.in(m.Model)) {
			list = append(list, n)
		}
	}
	return list
}

func features(needs []*need) string {
	names := make([]string, len(needs))
	for k, n := range needs {
		names[k] = n.feature
	}
	return strings.Join(names, ", ")
}

// has finds models with an object that is as is says.
func has(is func(modelfile.Described) bool) func(*modelfile.Model) bool {
	return func(m *modelfile.Model) bool { return slices.ContainsFunc(m.Objects(), is) }
}

// flagged is true for models with an equation that has a flag.
func flagged(flag string) func(*modelfile.Model) bool {
	re := regexp.MustCompile(`(?m)\([^()]*\b` + regexp.QuoteMeta(flag) + `\b[^()]*\)\s*$`)
	return has(func(o modelfile.Described) bool { return re.MatchString(comment.ReplaceAllString(o.Equations, "")) })
}

var comment = regexp.MustCompile(`#.*`)
