package cli

import "testing"

// CountRuns has all be looked at that runs gave where they are so few.
func CountRuns(t *testing.T, n int) {
	before := mostCounted
	t.Cleanup(func() { mostCounted = before })
	mostCounted = n
}
