package main

import (
	"math"
	"runtime/debug"
	"testing"
)

// A quarter of what can be had may be used, and some of it where memory is short.
func TestLimitOfMemory(t *testing.T) {
	const mib = 1 << 20
	for _, c := range []struct{ live, held, available, want int64 }{
		{0, 0, 4000 * mib, 1000 * mib},
		{100 * mib, 500 * mib, 4000 * mib, 1200 * mib},
		{100 * mib, 500 * mib, 0, 200 * mib},                    // the garbage
		{400 * mib, 400 * mib, 0, 564 * mib},                    // room nevertheless
		{0, 0, math.MaxInt64, math.MaxInt64 / 4},                // unknown
		{4000 * mib, 4100 * mib, 100 * mib, 5064 * mib},         //
		{10 * mib, 10 * mib, 100 * mib, (10+64)*mib + 10*mib/4}, //
	} {
		if got := limitOf(c.live, c.held, c.available); got != c.want {
			t.Errorf("%+v: %d", c, got)
		}
	}
}

// A limit that was set while memory was short is set anew; one of the user stays.
func TestLimitIsSetAnew(t *testing.T) {
	percent := debug.SetGCPercent(100)
	debug.SetGCPercent(percent)
	before := debug.SetMemoryLimit(1 << 20)
	defer func() {
		debug.SetMemoryLimit(before)
		debug.SetGCPercent(percent)
	}()
	t.Setenv("GOMEMLIMIT", "1MiB")
	collectSeldom()
	if got := debug.SetMemoryLimit(-1); got != 1<<20 {
		t.Errorf("GOMEMLIMIT has become %d", got)
	}
	t.Setenv("GOMEMLIMIT", "")
	collectSeldom()
	if got := debug.SetMemoryLimit(-1); got < leastRoom {
		t.Errorf("the limit is %d", got)
	}
}
