#include "parts.h"

/* grow makes room for entries. */
static int grow(golgi_recorder *rec, int64_t need)
{
	int64_t times = rec->cap, others = rec->cap;
	if (need <= rec->cap)
		return golgi_ok;
	if (room(&rec->times, &times, need, sizeof *rec->times))
		return golgi_no_memory;
	if (rec->spiking && room(&rec->spikes, &others, need, sizeof *rec->spikes))
		return golgi_no_memory;
	others = rec->cap;
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
	*r = (golgi_recorder){.width = r->width, .spiking = r->spiking};
}

int golgi_copy_recorder(golgi_recorder *to, const golgi_recorder *from)
{
	golgi_recorder copy = {.width = from->width, .spiking = from->spiking};
	if (grow(&copy, from->len)) {
		golgi_free_recorder(&copy);
		return golgi_no_memory;
	}
	if (from->len > 0) {
		memcpy(copy.times, from->times, (size_t)from->len * sizeof *copy.times);
		if (from->spiking)
			memcpy(copy.spikes, from->spikes, (size_t)from->len * sizeof *copy.spikes);
		if (from->width > 0)
			memcpy(copy.rows, from->rows, (size_t)(from->len * from->width) * sizeof *copy.rows);
	}
	copy.len = from->len;
	golgi_free_recorder(to);
	*to = copy;
	return golgi_ok;
}

static int record_spikes(golgi_step *s, double time, golgi_report *r)
{
	golgi_recorder *rec = s->recorder;
	int64_t lo, hi;
	between(s, &lo, &hi);
	for (int64_t n = 0; n < s->value_count; n++)
		if (s->values[n]->len < s->to) {
			r->a = n;
			r->b = s->values[n]->len;
			return golgi_few;
		}
	if (grow(rec, rec->len + hi - lo))
		return golgi_no_memory;
	for (int64_t k = lo; k < hi; k++) {
		int32_t e = s->list->entries[k];
		for (int64_t n = 0; n < s->value_count; n++)
			rec->rows[rec->len * rec->width + n] = ((const double *)s->values[n]->data)[e];
		rec->times[rec->len] = time;
		rec->spikes[rec->len++] = e - s->from;
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

int golgi_record(golgi_step *s, double time, golgi_report *r)
{
	if (s->recorder->spiking)
		return record_spikes(s, time, r);
	return record_row(s, time, r);
}
