package sim

import "maps"

// Namespaces joins namespaces to one. Where several have a name, the first counts: as in Brian 2, where the namespace of an object
// goes before that of the run.
func Namespaces(list ...Namespace) Namespace {
	joined := make(Namespace)
	for k := len(list) - 1; k >= 0; k-- {
		maps.Copy(joined, list[k])
	}
	return joined
}
