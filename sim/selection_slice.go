package sim

import (
	"fmt"
	"strconv"
	"strings"
)

// slice is one of Python's; what is not given is nil.
type slice struct{ start, stop, step *int }

func parseSlice(text string) (s slice, err error) {
	wrong := fmt.Errorf("%q is no slice; write start:stop or start:stop:step, such as \"3:7\"", text)
	parts := strings.Split(text, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return s, wrong
	}
	for k, part := range parts {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		x, err := strconv.Atoi(part)
		if err != nil || x > maxSize || x < -maxSize {
			return s, wrong
		}
		*[]**int{&s.start, &s.stop, &s.step}[k] = &x
	}
	if s.step != nil && *s.step == 0 {
		return s, fmt.Errorf("slice %q: its step cannot be 0", text)
	}
	return s, nil
}

// numbers returns which of n elements are in the slice.
//
// Source: Python, slice.indices.
func (s slice) numbers(n int) (list []int) {
	step, lowest, highest := 1, 0, n
	if s.step != nil {
		step = *s.step
	}
	if step < 0 {
		lowest, highest = -1, n-1
	}
	bound := func(given *int, otherwise int) int {
		if given == nil {
			return otherwise
		}
		x := *given
		if x < 0 {
			x += n
		}
		return min(max(x, lowest), highest)
	}
	if step > 0 {
		for i, stop := bound(s.start, lowest), bound(s.stop, highest); i < stop; i += step {
			list = append(list, i)
		}
		return list
	}
	for i, stop := bound(s.start, highest), bound(s.stop, lowest); i > stop; i += step {
		list = append(list, i)
	}
	return list
}
