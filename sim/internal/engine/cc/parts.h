/*
 * parts.h: what the parts of the time loop share. loop.c decides which steps run, and runs maps; propagate.c
 * and record.c have the other kinds of steps.
 */
#ifndef GOLGI_PARTS_H
#define GOLGI_PARTS_H

#include "loop.h"

#include <stdlib.h>
#include <string.h>

/* The kinds of steps, in one moment. They return golgi_ok or a fault. */
int golgi_propagate(golgi_step *step, uint64_t tick, golgi_report *report);
/* Reports whether a propagation does nothing in a moment in which nobody spikes: it delivers at once, and nothing is under way. */
int golgi_at_once(const golgi_step *step);
int golgi_record(golgi_step *step, double time, golgi_report *report);

/* The fields of an array's content. */
static inline double *floats(const golgi_array *a) { return a->data; }
static inline int64_t *ints(const golgi_array *a) { return a->data; }
static inline int32_t *narrows(const golgi_array *a) { return a->data; }

/* room makes the block behind a pointer hold at least need elements, doubling it. */
static inline int room(void *block, int64_t *cap, int64_t need, size_t size)
{
	if (need <= *cap)
		return golgi_ok;
	int64_t want = *cap < 16 ? 16 : 2 * *cap;
	if (want < need)
		want = need;
	void *old, *grown;
	memcpy(&old, block, sizeof old);
	grown = realloc(old, (size_t)want * size);
	if (grown == NULL)
		return golgi_no_memory;
	memcpy(block, &grown, sizeof grown);
	*cap = want;
	return golgi_ok;
}

/* lower_bound returns the position of the first entry that is not below e. */
static inline int64_t lower_bound(const golgi_list *l, int32_t e)
{
	int64_t lo = 0, hi = l->len;
	while (lo < hi) {
		int64_t mid = lo + (hi - lo) / 2;
		if (l->entries[mid] < e)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* waits reports whether a map waits for entries of which there are none. */
static inline int waits(const golgi_step *s)
{
	return s->when != NULL && lower_bound(s->when, s->when_from) >= lower_bound(s->when, s->when_to);
}

/* between finds the entries e with from <= e < to. */
static inline void between(const golgi_step *s, int64_t *lo, int64_t *hi)
{
	*lo = lower_bound(s->list, s->from);
	*hi = lower_bound(s->list, s->to);
	if (*hi < *lo)
		*hi = *lo;
}

/* call runs a kernel and passes a fault on. */
static inline int call(golgi_step *s, golgi_kernel kernel, const int32_t *entries, int64_t from, int64_t to,
	golgi_report *r)
{
	if (!kernel(&s->frame, entries, from, to))
		return golgi_ok;
	r->a = s->frame.index;
	r->b = s->frame.param;
	if (s->frame.param <= golgi_no_fit) {
		r->b = golgi_no_fit - s->frame.param;
		r->c = s->frame.value;
		return golgi_misfits;
	}
	return s->frame.param == golgi_no_param ? golgi_call_failed : golgi_index_outside;
}

#endif
