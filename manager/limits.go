package manager

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"golgi/internal/memory"
)

// WithTimeLimit has a run that takes longer than limit be stopped, and stored as failed with a [*TimeLimitError]; with 0, runs
// take as long as they take. Time spent in a hook that does not look at its context counts, but only its end is waited for. A run that
// goes on from a checkpoint has all of limit again. A search does not go on from a run out of time, as it does not from one that is lost.
func WithTimeLimit(limit time.Duration) Option {
	return func(m *NetworkManager) { m.longest = max(0, limit) }
}

// WithMemoryCap has runs wait, before they begin, while the program uses so many bytes of memory or more and others are under way; with 0
// they begin when a worker is free. A single run begins in any case. What a run takes later is not bounded by it.
// Source: pypet, Environment, memory_cap.
func WithMemoryCap(bytes int64) Option {
	return func(m *NetworkManager) { m.memoryCap = max(0, bytes) }
}

// A TimeLimitError says that a run took longer than WithTimeLimit allows.
type TimeLimitError struct{ Limit time.Duration }

func (e *TimeLimitError) Error() string {
	return fmt.Sprintf("manager: the run takes longer than its limit of %v (WithTimeLimit, --time-limit)", e.Limit)
}

// within returns the context of a run, which ends when the run has taken as long as it may.
func (m *NetworkManager) within(ctx context.Context) (context.Context, context.CancelFunc) {
	if m.longest == 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeoutCause(ctx, m.longest, &TimeLimitError{m.longest})
}

// outOfTime returns the reason for which a run has ended, which is the limit of its time where that has stopped it, whatever a hook made of it.
func outOfTime(ctx context.Context, reason error) error {
	var late *TimeLimitError
	switch {
	case reason == nil || !errors.As(context.Cause(ctx), &late):
		return reason
	case errors.Is(reason, context.DeadlineExceeded) || errors.Is(reason, context.Canceled):
		return late
	}
	return fmt.Errorf("%w; it ended with: %w", late, reason)
}

// tookTooLong reports whether a reason that is stored is that of a run out of time.
func tookTooLong(reason string) bool {
	head, _, _ := strings.Cut((&TimeLimitError{}).Error(), "0s")
	return strings.HasPrefix(reason, head)
}

// A room lets runs begin as long as there is memory.
type room struct {
	most  int64             // bytes; 0: any number
	tell  func(text string) // once, when a run has to wait
	mu    sync.Mutex
	under int // runs that are under way
	told  bool
	freed time.Time // when memory of what has gone was given back last; zero: not since a run has ended
}

// lookAgain is how often a run that waits for memory asks again, and freeAgain how often one of them has what is not needed any more given back,
// though no run has ended.
const lookAgain, freeAgain = 200 * time.Millisecond, 10 * time.Second

// enter waits until there is room for one more run.
func (r *room) enter(ctx context.Context) error {
	for !r.admits() {
		if r.frees() {
			debug.FreeOSMemory() // which collects garbage, and so must be seldom
			continue
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(lookAgain):
		}
	}
	return nil
}

// admits counts a run that may begin.
func (r *room) admits() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	used := int64(0)
	if r.most > 0 && r.under > 0 {
		used = memory.Used()
	}
	if used >= r.most && used > 0 {
		if !r.told {
			r.told = true
			r.tell(fmt.Sprintf("the program uses %s of memory, and %s are its cap (WithMemoryCap, --memory-cap): runs wait for others to end",
				memory.Text(float64(used)), memory.Text(float64(r.most))))
		}
		return false
	}
	r.under++
	return true
}

// frees reports whether the run that asks is the one of all that wait which is to free memory now.
func (r *room) frees() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if time.Since(r.freed) < freeAgain {
		return false
	}
	r.freed = time.Now()
	return true
}

// leave makes room again.
func (r *room) leave() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.under--
	r.freed = time.Time{}
}
