package trajectory

import (
	"fmt"
	"strings"

	"golgi/internal/suggest"
)

// maxListed is how many names an error lists at most.
const maxListed = 8

// hint helps who has looked for name among paths: with the closest of them, or with what there is.
func hint(name string, paths []string) string {
	if near := closest(name, paths); len(near) > 0 {
		return "did you mean " + strings.Join(near, " or ") + "?"
	}
	return "there are: " + listed(paths)
}

func listed(paths []string) string {
	switch {
	case len(paths) == 0:
		return "none"
	case len(paths) > maxListed:
		return fmt.Sprintf("%s and %d more", strings.Join(paths[:maxListed], ", "), len(paths)-maxListed)
	}
	return strings.Join(paths, ", ")
}

// closest returns the paths whose ends, with as many names as name has, are spelled like it. Where name has
// several names, all its neighbours share most letters with it, and only the closest says something.
func closest(name string, paths []string) []string {
	ends := map[string][]string{}
	var spelled []string
	for _, path := range paths {
		end := lastNames(path, 1+strings.Count(name, "."))
		ends[end] = append(ends[end], path)
		spelled = append(spelled, end)
	}
	nearest := suggest.Nearest(name, spelled)
	if strings.Contains(name, ".") {
		nearest = nearest[:min(len(nearest), 1)]
	}
	var near []string
	for _, end := range nearest {
		near = append(near, ends[end]...)
	}
	return near[:min(len(near), maxListed)]
}

func lastNames(path string, n int) string {
	names := strings.Split(path, ".")
	return strings.Join(names[max(0, len(names)-n):], ".")
}
