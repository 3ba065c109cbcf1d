#include "parts.h"

/* The largest delay, as in the reference engine. */
#define MAX_DELAY (1 << 20)

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
	if (!s->open && put_batch(s, (golgi_batch){NULL, (int32_t)s->synapse_len, 0, 1}))
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

int golgi_put_due(golgi_queue *q, int64_t after, golgi_batch b, const int32_t *synapses)
{
	if (reserve(q, after))
		return golgi_no_memory;
	return b.listed ? put_list(slot_at(q, after), synapses, b.to) : put_batch(slot_at(q, after), b);
}

/* append puts what a slot holds behind what is in another. */
static int append(golgi_slot *to, golgi_slot *from)
{
	seal(from);
	for (int64_t k = 0; k < from->batch_len; k++) {
		golgi_batch b = from->batches[k];
		if (b.listed ? put_list(to, from->synapses + b.from, b.to - b.from) : put_batch(to, b))
			return golgi_no_memory;
	}
	return golgi_ok;
}

/* settle has a slot hold the synapses of orders by number. */
static int settle(golgi_slot *s)
{
	golgi_slot to = {0};
	int rc = golgi_ok;
	seal(s);
	for (int64_t k = 0; k < s->batch_len && !rc; k++) {
		golgi_batch b = s->batches[k];
		if (b.order != NULL)
			rc = put_list(&to, b.order + b.from, b.to - b.from);
		else
			rc = b.listed ? put_list(&to, s->synapses + b.from, b.to - b.from) : put_batch(&to, b);
	}
	golgi_slot *gone = rc ? &to : s;
	free(gone->batches);
	free(gone->synapses);
	if (!rc)
		*s = to;
	return rc;
}

int golgi_settle_queue(golgi_queue *q)
{
	int rc = golgi_ok;
	for (int64_t k = 0; k < q->len && !rc; k++)
		rc = settle(&q->slots[k]);
	return rc;
}

int golgi_stretch_queue(golgi_queue *q, const int64_t *due, int64_t *longest)
{
	golgi_queue to = {.now = q->now};
	int rc = q->len > 0 ? reserve(&to, q->len - 1) : golgi_ok;
	for (int64_t ahead = 0; ahead < q->len && !rc; ahead++) {
		golgi_slot *from = slot_at(q, ahead);
		if (from->batch_len == 0)
			continue;
		if (due[ahead] > MAX_DELAY) {
			*longest = due[ahead];
			rc = golgi_too_long;
		} else if (!(rc = reserve(&to, due[ahead]))) {
			rc = append(slot_at(&to, due[ahead]), from);
		}
	}
	golgi_free_queue(rc ? &to : q);
	if (!rc)
		*q = to;
	return rc;
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
	if (s->order != NULL && !s->order_stays)
		return put_list(slot_at(s->queue, s->delay), narrows(s->order) + lo, hi - lo);
	return put_batch(slot_at(s->queue, s->delay), (golgi_batch){s->order != NULL ? narrows(s->order) : NULL, lo, hi, 0});
}

/* How much of each array is fetched for a row. The processor sees by itself how it goes on. */
#define FETCHED (8 * 64)

/* fetch asks for the beginning of what belongs to the synapses from <= s < to. */
static void fetch(const golgi_step *s, int64_t from, int64_t to)
{
	for (int64_t n = 0; n < s->along_count; n++) {
		const golgi_along *a = &s->along[n];
		if (from < 0 || to > a->array->len)
			continue;
		const char *p = (const char *)a->array->data + from * a->size;
		int64_t bytes = (to - from) * a->size;
		for (int64_t k = 0; k < bytes && k < FETCHED; k += 64)
			__builtin_prefetch(p + k);
	}
}

/* fetch_row does so for the row of a spike, if there is one. */
static void fetch_row(const golgi_step *s, int64_t spike, int64_t end)
{
	if (spike >= end || s->order != NULL)
		return;
	int64_t k = (int64_t)s->list->entries[spike] - s->from;
	if (k + 1 < s->rows->len)
		fetch(s, ints(s->rows)[k], ints(s->rows)[k + 1]);
}

/* deliver_now runs the kernel over a row at once. */
static int deliver_now(golgi_step *s, int32_t lo, int32_t hi, golgi_report *r)
{
	if (s->order != NULL)
		return call(s, s->ordered != NULL ? s->ordered : s->listed, narrows(s->order), lo, hi, r);
	return call(s, s->range, NULL, lo, hi, r);
}

/* deliver_batch runs the kernel over a batch that is due. */
static int deliver_batch(golgi_step *s, const golgi_slot *due, golgi_batch b, golgi_report *r)
{
	if (b.listed)
		return call(s, s->listed, due->synapses, b.from, b.to, r);
	if (b.order == NULL)
		return call(s, s->range, NULL, b.from, b.to, r);
	int copies = s->ordered != NULL && s->order != NULL && b.order == narrows(s->order);
	return call(s, copies ? s->ordered : s->listed, b.order, b.from, b.to, r);
}

/* deliver_due runs the kernel over what is due in this step. */
static int deliver_due(golgi_step *s, golgi_report *r)
{
	golgi_slot *due = slot_at(s->queue, 0);
	seal(due);
	for (int64_t k = 0; k < due->batch_len; k++) {
		golgi_batch b = due->batches[k];
		if (k + 1 < due->batch_len && !due->batches[k + 1].listed && due->batches[k + 1].order == NULL)
			fetch(s, due->batches[k + 1].from, due->batches[k + 1].to);
		int rc = deliver_batch(s, due, b, r);
		if (rc)
			return rc;
	}
	return golgi_ok;
}

int golgi_at_once(const golgi_step *s)
{
	return s->delays == NULL && s->delay == 0 && s->queue->len == 1 && s->queue->slots[0].batch_len == 0;
}

int golgi_propagate(golgi_step *s, uint64_t tick, golgi_report *r)
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
		if (at_once)
			fetch_row(s, spike + 1, end);
		if ((rc = at_once ? deliver_now(s, lo, hi, r) : put(s, lo, hi, r)))
			return rc;
	}
	if (!at_once && (rc = deliver_due(s, r)))
		return rc;
	empty(slot_at(q, 0));
	q->now++;
	return golgi_ok;
}
