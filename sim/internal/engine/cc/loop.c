#include "loop.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* As in the reference engine: how far apart two clocks may be to count as one moment, and the largest
 * delay. */
#define SAME_MOMENT 1e-4
#define MAX_DELAY (1 << 20)

/* The fields of an array's content. */
static double *floats(const golgi_array *a) { return a->data; }
static int64_t *ints(const golgi_array *a) { return a->data; }
static int32_t *narrows(const golgi_array *a) { return a->data; }

/* room makes the block behind a pointer hold at least need elements, doubling it. */
static int room(void *block, int64_t *cap, int64_t need, size_t size)
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
static int64_t lower_bound(const golgi_list *l, int32_t e)
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

/* between finds the entries e with from <= e < to. */
static void between(const golgi_step *s, int64_t *lo, int64_t *hi)
{
	*lo = lower_bound(s->list, s->from);
	*hi = lower_bound(s->list, s->to);
	if (*hi < *lo)
		*hi = *lo;
}

/* call runs a kernel and passes a fault on. */
static int call(golgi_step *s, golgi_kernel kernel, const int32_t *entries, int64_t from, int64_t to,
	golgi_report *r)
{
	if (!kernel(&s->frame, entries, from, to))
		return golgi_ok;
	r->a = s->frame.index;
	r->b = s->frame.param;
	return golgi_index_outside;
}

int golgi_map(golgi_step *s, uint64_t tick, golgi_report *r)
{
	int rc;
	s->frame.tick = tick;
	if (s->out != NULL) {
		s->out->len = 0;
		s->frame.out = s->out->entries;
		s->frame.emitted = 0;
	}
	if (s->list == NULL) {
		rc = call(s, s->range, NULL, 0, s->n, r);
	} else {
		int64_t lo, hi;
		between(s, &lo, &hi);
		rc = call(s, s->listed, s->list->entries, lo, hi, r);
	}
	if (s->out != NULL)
		s->out->len = s->frame.emitted;
	return rc;
}

/* Queues. */

static golgi_slot *slot_at(golgi_queue *q, int64_t delay)
{
	return &q->slots[(q->now + delay) & (q->len - 1)];
}

/* reserve makes room for delays up to the given number of steps. */
static int reserve(golgi_queue *q, int64_t delay)
{
	if (delay < q->len)
		return golgi_ok;
	int64_t len = 1;
	while (len <= delay)
		len *= 2;
	golgi_slot *slots = calloc((size_t)len, sizeof *slots);
	if (slots == NULL)
		return golgi_no_memory;
	for (int64_t ahead = 0; ahead < q->len; ahead++)
		slots[(q->now + ahead) & (len - 1)] = *slot_at(q, ahead);
	free(q->slots);
	q->slots = slots;
	q->len = len;
	return golgi_ok;
}

/* seal gives the last batch its end, if it is a listed one. */
static void seal(golgi_slot *s)
{
	if (s->open)
		s->batches[s->batch_len - 1].to = (int32_t)s->synapse_len;
	s->open = 0;
}

/* empty forgets what a slot holds. */
static void empty(golgi_slot *s) { s->batch_len = s->synapse_len = s->open = 0; }

static int put_batch(golgi_slot *s, golgi_batch b)
{
	seal(s);
	if (room(&s->batches, &s->batch_cap, s->batch_len + 1, sizeof *s->batches))
		return golgi_no_memory;
	s->batches[s->batch_len++] = b;
	return golgi_ok;
}

/* put_list puts synapses by number behind those of the last batch, if that is a listed one. */
static int put_list(golgi_slot *s, const int32_t *synapses, int64_t n)
{
	int64_t end = s->synapse_len + n;
	if (end > INT32_MAX || room(&s->synapses, &s->synapse_cap, end, sizeof *s->synapses))
		return golgi_no_memory;
	if (!s->open && put_batch(s, (golgi_batch){(int32_t)s->synapse_len, 0, 1}))
		return golgi_no_memory;
	memcpy(s->synapses + s->synapse_len, synapses, (size_t)n * sizeof *synapses);
	s->synapse_len = end;
	s->open = s->synapse_cap;
	return golgi_ok;
}

/* put_one is put_list for one synapse, whose usual case is quick. */
static inline int put_one(golgi_slot *s, int32_t synapse)
{
	if (s->synapse_len >= s->open)
		return put_list(s, &synapse, 1);
	s->synapses[s->synapse_len++] = synapse;
	return golgi_ok;
}

void golgi_flush_queue(golgi_queue *q)
{
	for (int64_t k = 0; k < q->len; k++)
		empty(&q->slots[k]);
}

void golgi_free_queue(golgi_queue *q)
{
	for (int64_t k = 0; k < q->len; k++) {
		free(q->slots[k].batches);
		free(q->slots[k].synapses);
	}
	free(q->slots);
	*q = (golgi_queue){0};
}

int golgi_copy_queue(golgi_queue *to, const golgi_queue *from)
{
	golgi_queue copy = {.now = from->now};
	if (from->len > 0 && reserve(&copy, from->len - 1))
		return golgi_no_memory;
	for (int64_t k = 0; k < from->len; k++) {
		golgi_slot *s = &copy.slots[k], *old = &from->slots[k];
		if (room(&s->batches, &s->batch_cap, old->batch_len, sizeof *s->batches) ||
			room(&s->synapses, &s->synapse_cap, old->synapse_len, sizeof *s->synapses)) {
			golgi_free_queue(&copy);
			return golgi_no_memory;
		}
		if (old->batch_len > 0)
			memcpy(s->batches, old->batches, (size_t)old->batch_len * sizeof *s->batches);
		if (old->synapse_len > 0)
			memcpy(s->synapses, old->synapses, (size_t)old->synapse_len * sizeof *s->synapses);
		s->batch_len = old->batch_len;
		s->synapse_len = old->synapse_len;
		s->open = old->open ? s->synapse_cap : 0;
	}
	golgi_free_queue(to);
	*to = copy;
	return golgi_ok;
}

/* Propagation. */

int golgi_check_delays(golgi_step *s, golgi_report *r)
{
	int64_t longest = s->delay;
	for (int64_t k = 0; s->delays != NULL && k < s->delays->len; k++) {
		int32_t d = narrows(s->delays)[k];
		if (d < 0) {
			r->a = k;
			r->b = d;
			return golgi_negative;
		}
		longest = d > longest ? d : longest;
	}
	if (longest > MAX_DELAY) {
		r->a = longest;
		return golgi_too_long;
	}
	return reserve(s->queue, longest);
}

/* row finds the range of row entries of a spike. */
static int row(const golgi_step *s, int32_t spike, int32_t *lo, int32_t *hi, golgi_report *r)
{
	int64_t limit = INT32_MAX, k = (int64_t)spike - s->from;
	const golgi_array *bound = s->order != NULL ? s->order : s->delays;
	if (bound != NULL && bound->len < limit)
		limit = bound->len;
	r->a = k;
	if (k + 1 >= s->rows->len)
		return golgi_no_row;
	int64_t first = ints(s->rows)[k], end = ints(s->rows)[k + 1];
	r->b = first;
	r->c = end;
	r->d = limit;
	if (first < 0 || end < first || end > limit)
		return golgi_bad_row;
	*lo = (int32_t)first;
	*hi = (int32_t)end;
	return golgi_ok;
}

/* put_delayed puts one synapse with its delay, which may have been written since the plan was bound. */
static inline int put_delayed(golgi_step *s, int32_t synapse, golgi_report *r)
{
	int64_t delay = narrows(s->delays)[synapse];
	int rc;
	if ((uint64_t)delay >= (uint64_t)s->queue->len && (rc = golgi_check_delays(s, r)))
		return rc;
	return put_one(slot_at(s->queue, delay), synapse);
}

/* put_each puts the synapses of one row, each with its own delay. */
static int put_each(golgi_step *s, int32_t lo, int32_t hi, golgi_report *r)
{
	int rc = golgi_ok;
	if (s->order == NULL) { /* the row lies within the delays */
		for (int32_t synapse = lo; synapse < hi && !rc; synapse++)
			rc = put_delayed(s, synapse, r);
		return rc;
	}
	for (int64_t k = lo; k < hi && !rc; k++) {
		int32_t synapse = narrows(s->order)[k];
		if ((uint64_t)(int64_t)synapse >= (uint64_t)s->delays->len) {
			r->a = synapse;
			return golgi_no_delay;
		}
		rc = put_delayed(s, synapse, r);
	}
	return rc;
}

/* put puts the synapses of a row on their way. */
static int put(golgi_step *s, int32_t lo, int32_t hi, golgi_report *r)
{
	if (lo == hi)
		return golgi_ok;
	if (s->delays != NULL)
		return put_each(s, lo, hi, r);
	if (s->order != NULL)
		return put_list(slot_at(s->queue, s->delay), narrows(s->order) + lo, hi - lo);
	return put_batch(slot_at(s->queue, s->delay), (golgi_batch){lo, hi, 0});
}

/* deliver_now runs the kernel over a row at once. */
static int deliver_now(golgi_step *s, int32_t lo, int32_t hi, golgi_report *r)
{
	if (s->order != NULL)
		return call(s, s->listed, narrows(s->order), lo, hi, r);
	return call(s, s->range, NULL, lo, hi, r);
}

/* deliver_due runs the kernel over what is due in this step. */
static int deliver_due(golgi_step *s, golgi_report *r)
{
	golgi_slot *due = slot_at(s->queue, 0);
	seal(due);
	for (int64_t k = 0; k < due->batch_len; k++) {
		golgi_batch b = due->batches[k];
		int rc = b.listed ? call(s, s->listed, due->synapses, b.from, b.to, r)
				  : call(s, s->range, NULL, b.from, b.to, r);
		if (rc)
			return rc;
	}
	return golgi_ok;
}

static int propagate(golgi_step *s, uint64_t tick, golgi_report *r)
{
	int64_t spike, end;
	int rc;
	golgi_queue *q = s->queue;
	int at_once = s->delays == NULL && s->delay == 0 && slot_at(q, 0)->batch_len == 0;
	s->frame.tick = tick;
	for (between(s, &spike, &end); spike < end; spike++) {
		int32_t lo, hi;
		if ((rc = row(s, s->list->entries[spike], &lo, &hi, r)))
			return rc;
		if ((rc = at_once ? deliver_now(s, lo, hi, r) : put(s, lo, hi, r)))
			return rc;
	}
	if (!at_once && (rc = deliver_due(s, r)))
		return rc;
	empty(slot_at(q, 0));
	q->now++;
	return golgi_ok;
}

/* Recording. */

/* grow makes room for entries. */
static int grow(golgi_recorder *rec, int64_t need)
{
	int64_t times = rec->cap, others = rec->cap;
	if (need <= rec->cap)
		return golgi_ok;
	if (room(&rec->times, &times, need, sizeof *rec->times))
		return golgi_no_memory;
	if (rec->width == 0 && room(&rec->spikes, &others, need, sizeof *rec->spikes))
		return golgi_no_memory;
	if (rec->width > 0 && room(&rec->rows, &others, need, (size_t)rec->width * sizeof *rec->rows))
		return golgi_no_memory;
	rec->cap = times;
	return golgi_ok;
}

void golgi_free_recorder(golgi_recorder *r)
{
	free(r->times);
	free(r->spikes);
	free(r->rows);
	*r = (golgi_recorder){.width = r->width};
}

int golgi_copy_recorder(golgi_recorder *to, const golgi_recorder *from)
{
	golgi_recorder copy = {.width = from->width};
	if (grow(&copy, from->len)) {
		golgi_free_recorder(&copy);
		return golgi_no_memory;
	}
	if (from->len > 0) {
		memcpy(copy.times, from->times, (size_t)from->len * sizeof *copy.times);
		if (from->width == 0)
			memcpy(copy.spikes, from->spikes, (size_t)from->len * sizeof *copy.spikes);
		else
			memcpy(copy.rows, from->rows, (size_t)(from->len * from->width) * sizeof *copy.rows);
	}
	copy.len = from->len;
	golgi_free_recorder(to);
	*to = copy;
	return golgi_ok;
}

static int record_spikes(golgi_step *s, double time)
{
	golgi_recorder *rec = s->recorder;
	int64_t lo, hi;
	between(s, &lo, &hi);
	if (grow(rec, rec->len + hi - lo))
		return golgi_no_memory;
	for (int64_t k = lo; k < hi; k++) {
		rec->times[rec->len] = time;
		rec->spikes[rec->len++] = s->list->entries[k] - s->from;
	}
	return golgi_ok;
}

/* append_floats writes all elements of an array as floats; elem is an ir.Elem. */
static void append_floats(double *dst, const golgi_array *a, int32_t elem)
{
	switch (elem) {
	case 1:
		if (a->len > 0)
			memcpy(dst, a->data, (size_t)a->len * sizeof *dst);
		break;
	case 2:
		for (int64_t k = 0; k < a->len; k++)
			dst[k] = (double)narrows(a)[k];
		break;
	case 3:
		for (int64_t k = 0; k < a->len; k++)
			dst[k] = (double)ints(a)[k];
		break;
	default:
		for (int64_t k = 0; k < a->len; k++)
			dst[k] = (double)((const uint8_t *)a->data)[k];
	}
}

static int record_row(golgi_step *s, double time, golgi_report *r)
{
	golgi_recorder *rec = s->recorder;
	int64_t width = s->rate != 0;
	for (int64_t k = 0; k < s->value_count; k++)
		width += s->values[k]->len;
	if (width != rec->width) {
		r->a = width;
		return golgi_width;
	}
	if (grow(rec, rec->len + 1))
		return golgi_no_memory;
	double *dst = rec->rows + rec->len * width;
	if (s->rate != 0) {
		int64_t lo, hi;
		between(s, &lo, &hi);
		*dst++ = (double)(hi - lo) * s->rate;
	}
	for (int64_t k = 0; k < s->value_count; k++) {
		append_floats(dst, s->values[k], s->elems[k]);
		dst += s->values[k]->len;
	}
	rec->times[rec->len++] = time;
	return golgi_ok;
}

/* The loop. */

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
		if (c->due && (first == NULL || now(c) < earliest)) {
			first = c;
			earliest = now(c);
		}
	}
	for (int64_t n = 0; first != NULL && p->clock_count > 1 && n < p->clock_count; n++) {
		golgi_clock *c = &p->clocks[n];
		double apart = fabs(now(c) - earliest) / (c->dt < first->dt ? c->dt : first->dt);
		c->due = c->due && (c == first || apart < SAME_MOMENT);
	}
	return first != NULL;
}

/* full reports whether a recorder lacks room for the moment. */
static int full(const golgi_plan *p)
{
	for (int64_t n = 0; n < p->step_count; n++) {
		const golgi_step *s = &p->steps[n];
		if (s->kind == golgi_is_record && p->clocks[s->clock].due && s->recorder->len + s->worst > s->limit)
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
		return propagate(s, (uint64_t)ints(c->tick)[0], r);
	}
	if (s->recorder->width > 0)
		return record_row(s, floats(c->time)[0], r);
	return record_spikes(s, floats(c->time)[0]);
}

/* moment runs the steps of the clocks that are due, and advances these clocks. */
static int moment(golgi_plan *p, golgi_report *r)
{
	for (int64_t n = 0; n < p->clock_count; n++)
		if (p->clocks[n].due)
			floats(p->clocks[n].time)[0] = now(&p->clocks[n]);
	for (int64_t n = 0; n < p->step_count; n++) {
		const golgi_clock *c = &p->clocks[p->steps[n].clock];
		int rc;
		r->step = n;
		if (c->due && (rc = execute(&p->steps[n], c, r)))
			return rc;
	}
	for (int64_t n = 0; n < p->clock_count; n++) {
		golgi_clock *c = &p->clocks[n];
		if (!c->due)
			continue;
		ints(c->step)[0]++;
		ints(c->tick)[0]++;
		floats(c->time)[0] = now(c);
	}
	return golgi_ok;
}

static double seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int golgi_run(golgi_plan *p, const int64_t *until, double patience, golgi_report *r)
{
	/* Looking at the clock on the wall takes as long as a step of a small network: look after ever more
	 * moments, as long as that takes less than a tenth of the patience. */
	double start = seconds(), looked = start;
	int64_t stride = 1, left = 1;
	for (;;) {
		int rc;
		if (!next(p, until))
			return golgi_reached;
		if (full(p))
			return golgi_full;
		if ((rc = moment(p, r)))
			return rc;
		if (--left > 0)
			continue;
		double t = seconds();
		if (t - start > patience)
			return golgi_yield;
		stride = t - looked < 0.05 * patience ? 2 * stride : stride > 1 ? stride / 2 : 1;
		looked = t;
		left = stride;
	}
}
