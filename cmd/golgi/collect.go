package main

import (
	"os"
	"runtime/debug"
	"runtime/metrics"

	"golgi/internal/memory"
)

// collectSeldom has memory that is no longer used collected when it is four times what is in use, as long as there is plenty now: most of what a run
// needs is large, and soon not needed any more. What the user has set in GOGC or GOMEMLIMIT stays.
func collectSeldom() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		now := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
		metrics.Read(now)
		debug.SetMemoryLimit(limitOf(int64(now[0].Value.Uint64()), int64(now[1].Value.Uint64()-now[2].Value.Uint64()), memory.Available()))
	}
}

// leastRoom is what may be used before it is collected, beside a quarter of what is live, where memory is short: without any, collecting would never pause.
const leastRoom = 64 << 20

// limitOf returns the limit of memory where so much is live, held (live or not), and available besides. What is held and not live can be had again.
func limitOf(live, held, available int64) int64 {
	return live + max(available/4+(held-live)/4, live/4+leastRoom)
}
