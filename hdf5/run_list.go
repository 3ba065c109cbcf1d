package hdf5

import (
	"fmt"
	"slices"
	"strings"
)

// runList writes numbers of runs as people do: "3, 7-9".
func runList(runs []int) string {
	runs = slices.Compact(slices.Sorted(slices.Values(runs)))
	var parts []string
	for k := 0; k < len(runs); {
		end := k
		for end+1 < len(runs) && runs[end+1] == runs[end]+1 {
			end++
		}
		text := fmt.Sprint(runs[k])
		if end > k {
			text += fmt.Sprintf("-%d", runs[end])
		}
		parts = append(parts, text)
		k = end + 1
	}
	return strings.Join(parts, ", ")
}
