#include "parts.h"

#include "_cgo_export.h"

#include <math.h>
#include <time.h>

/* How far apart two clocks may be to count as one moment, as in the reference engine. */
#define SAME_MOMENT 1e-4

int golgi_map(golgi_step *s, uint64_t tick, golgi_report *r)
{
	int rc;
	if (waits(s))
		return golgi_ok;
	s->frame.tick = tick;
	if (s->out != NULL) {
		s->out->len = 0;
		s->frame.out = s->out->entries;
		s->frame.emitted = 0;
	}
	if (s->chance != NULL)
		s->frame.chance = s->chance->len > 0 ? floats(s->chance)[0] : 0;
	if (s->list == NULL) {
		rc = call(s, s->range, NULL, 0, s->n, r);
	} else {
		int64_t lo, hi;
		between(s, &lo, &hi);
		rc = call(s, s->listed, s->list->entries, lo, hi, r);
	}
	for (int64_t round = 1; rc == golgi_ok && s->rounds > 0 && s->frame.emitted > 0; round++) {
		int64_t len = s->frame.emitted;
		if (round == s->rounds) {
			r->a = s->out->entries[0];
			return golgi_endless;
		}
		memcpy(s->spare, s->out->entries, (size_t)len * sizeof *s->spare);
		s->frame.emitted = 0;
		rc = call(s, s->listed, s->spare, 0, len, r);
	}
	if (s->out != NULL)
		s->out->len = s->frame.emitted;
	return rc;
}

static int call_go(golgi_frame *f, int32_t number, int64_t n, const double *a, const double *b, const double *c,
	double *out)
{
	if (!golgiCall(f->functions, number, n, (double *)a, (double *)b, (double *)c, out))
		return 0;
	f->param = golgi_no_param;
	return golgi_fault;
}

void golgi_lend(golgi_frame *frame, uintptr_t functions)
{
	frame->call = call_go;
	frame->functions = functions;
}

/* now returns the time of the clock's next step. It is not inlined, so that no compiler fuses its product
 * with a difference. */
static __attribute__((noinline)) double now(const golgi_clock *c) { return (double)ints(c->step)[0] * c->dt; }

/* next marks the clocks that run at the next moment: of those not at their end, all with the earliest time.
 * It reports whether there are any. */
static int next(golgi_plan *p, const int64_t *until)
{
	const golgi_clock *first = NULL;
	double earliest = INFINITY;
	for (int64_t n = 0; n < p->clock_count; n++) {
		golgi_clock *c = &p->clocks[n];
		c->due = ints(c->step)[0] < until[n];
		if (!c->due)
			continue;
		c->at = now(c);
		if (first == NULL || c->at < earliest) {
			first = c;
			earliest = c->at;
		}
	}
	for (int64_t n = 0; first != NULL && p->clock_count > 1 && n < p->clock_count; n++) {
		golgi_clock *c = &p->clocks[n];
		if (c->due && c != first)
			c->due = fabs(c->at - earliest) / (c->dt < first->dt ? c->dt : first->dt) < SAME_MOMENT;
	}
	return first != NULL;
}

/* full reports whether a recorder lacks room for the moment. */
static int full(const golgi_plan *p)
{
	for (int64_t n = 0; n < p->record_count; n++) {
		const golgi_step *s = p->records[n];
		if (p->clocks[s->clock].due && s->recorder->len + s->worst > s->limit)
			return 1;
	}
	return 0;
}

static int execute(golgi_step *s, const golgi_clock *c, golgi_report *r)
{
	switch (s->kind) {
	case golgi_is_map:
		return golgi_map(s, (uint64_t)ints(c->tick)[0], r);
	case golgi_is_propagate:
		return golgi_propagate(s, (uint64_t)ints(c->tick)[0], r);
	}
	return golgi_record(s, floats(c->time)[0], r);
}

/* measured is execute with the time that it takes added to what the step took before. */
static __attribute__((noinline)) int measured(golgi_step *s, const golgi_clock *c, golgi_report *r, int64_t *time)
{
	struct timespec from, to;
	clock_gettime(CLOCK_MONOTONIC, &from);
	int rc = execute(s, c, r);
	clock_gettime(CLOCK_MONOTONIC, &to);
	*time += (to.tv_sec - from.tv_sec) * 1000000000 + to.tv_nsec - from.tv_nsec;
	return rc;
}

/* advance moves the clocks that are due to their next step. */
static void advance(golgi_plan *p)
{
	for (int64_t n = 0; n < p->clock_count; n++) {
		golgi_clock *c = &p->clocks[n];
		if (!c->due)
			continue;
		ints(c->step)[0]++;
		ints(c->tick)[0]++;
		floats(c->time)[0] = now(c);
	}
}

/* find_alike finds steps that follow each other and deliver spikes of one list at once: there are often many, between parts of a
 * population, of which few have something to do in a moment. */
static void find_alike(golgi_plan *p)
{
	int64_t count = 0;
	for (int64_t n = p->step_count - 1; n >= 0; n--) {
		const golgi_step *s = &p->steps[n];
		if (s->kind != golgi_is_propagate || !golgi_at_once(s)) {
			p->alike[n] = count = 0;
			continue;
		}
		p->alike[n] = count = count > 0 && s->list == s[1].list && s->clock == s[1].clock ? count + 1 : 1;
	}
}

/* deliver runs the steps that are alike, from one on: those of which the list has something. */
static int deliver(golgi_plan *p, int64_t first, golgi_report *r)
{
	golgi_step *steps = &p->steps[first];
	const golgi_list *list = steps->list;
	const golgi_span *spans = &p->spans[first];
	int64_t count = p->alike[first];
	if (list->len == 0)
		return golgi_ok;
	int32_t lowest = list->entries[0], highest = list->entries[list->len - 1];
	uint64_t tick = (uint64_t)ints(p->clocks[steps->clock].tick)[0];
	for (int64_t k = 0; k < count; k++) {
		int rc;
		if (spans[k].to <= lowest || spans[k].from > highest)
			continue;
		r->step = first + k;
		if ((rc = golgi_propagate(&steps[k], tick, r)))
			return rc;
	}
	return golgi_ok;
}

/* moment runs the steps of the clocks that are due, from where it left off, and advances these clocks. */
static int moment(golgi_plan *p, golgi_report *r)
{
	int64_t first = p->next;
	p->next = 0;
	for (int64_t n = 0; first == 0 && n < p->clock_count; n++)
		if (p->clocks[n].due)
			floats(p->clocks[n].time)[0] = p->clocks[n].at;
	for (int64_t n = first; n < p->step_count; n++) {
		const golgi_clock *c = &p->clocks[p->steps[n].clock];
		int rc;
		r->step = n;
		if (!c->due)
			continue;
		if (p->alike[n] > 0 && p->times == NULL) {
			if ((rc = deliver(p, n, r)))
				return rc;
			n += p->alike[n] - 1;
			continue;
		}
		if (p->steps[n].kind == golgi_is_host) {
			p->next = n + 1;
			return golgi_host;
		}
		if ((rc = p->times == NULL ? execute(&p->steps[n], c, r) : measured(&p->steps[n], c, r, &p->times[n])))
			return rc;
	}
	advance(p);
	if (p->stop) {
		p->stop = 0;
		return golgi_stopped;
	}
	return golgi_ok;
}

int golgi_run(golgi_plan *p, const int64_t *until, golgi_report *r)
{
	find_alike(p);
	for (;;) {
		int rc;
		if (p->next == 0) {
			if (__atomic_load_n(&p->pause, __ATOMIC_RELAXED))
				return golgi_paused;
			if (!next(p, until))
				return golgi_reached;
			if (full(p))
				return golgi_full;
		}
		if ((rc = moment(p, r)))
			return rc;
	}
}
