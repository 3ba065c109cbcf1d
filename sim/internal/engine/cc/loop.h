/*
 * loop.h: the time loop, and the memory that it works on. Go fills these structures and owns them; only what
 * is marked "grows" is allocated here, with malloc. Meaning and order of everything are those of the
 * reference engine.
 */
#ifndef GOLGI_LOOP_H
#define GOLGI_LOOP_H

#include "kernel.h"

/* What golgi_run and golgi_map come back with. Faults leave what they know in a golgi_report. */
enum {
	golgi_ok,
	golgi_reached,    /* every clock is at its end */
	golgi_full,       /* a recorder has no room for one more moment */
	golgi_paused,     /* the plan was told to pause */
	golgi_index_outside,   /* of: step; kernel index a of array parameter b */
	golgi_no_row,     /* row a */
	golgi_bad_row,    /* row a goes from b to c, not within 0 to d */
	golgi_no_delay,   /* synapse a */
	golgi_negative,   /* the delay of synapse a is b */
	golgi_too_long,   /* delay a */
	golgi_width,      /* there are a values to record */
	golgi_few,        /* array a of those to record has b values */
	golgi_no_memory,  /* malloc failed */
	golgi_endless,    /* element a is emitted in the last round */
	golgi_call_failed,
	golgi_host,       /* step step is the caller's; golgi_run goes on behind it */
	golgi_stopped,    /* the plan was to stop, and a moment is over */
	golgi_misfits,    /* the array of instruction b of the kernel does not hold c at a */
};

typedef struct {
	int64_t step; /* in which step of the plan */
	int64_t a, b, c, d;
} golgi_report;

/* Numbers of elements in ascending order, which a kernel emitted. */
typedef struct {
	int32_t *entries;
	int64_t len, cap;
} golgi_list;

/* A run of synapses that were put on their way together: the numbers from <= s < to, or where listed, the
 * part from <= k < to of the slot's synapses, or where there is an order, that part of it. */
typedef struct {
	const int32_t *order; /* topology, which stays where it is until it is replaced; or NULL */
	int32_t from, to, listed;
} golgi_batch;

/* What is due in one step, in the order in which it was put. While the last batch is a listed one, synapses
 * are just appended, up to open; it gets its end once something else follows. */
typedef struct {
	int32_t *synapses; /* grows */
	int64_t synapse_len, synapse_cap;
	int64_t open; /* synapse_cap while the last batch is a listed one, else 0 */
	golgi_batch *batches; /* grows */
	int64_t batch_len, batch_cap;
	int64_t line; /* unused: makes a slot as large as a line of the processor's cache */
} golgi_slot;

/* A ring with one slot per step of the pathway. */
typedef struct {
	int64_t now;
	golgi_slot *slots; /* grows; their number is a power of two, or 0 */
	int64_t len;
} golgi_queue;

/* Entries of a monitor until Go takes them. */
typedef struct {
	int64_t width; /* of rows */
	int32_t spiking; /* entries are spikes */
	int64_t len;   /* entries */
	int64_t cap;   /* entries that the blocks have room for */
	double *times;   /* grows */
	int32_t *spikes; /* grows */
	double *rows;    /* grows */
} golgi_recorder;

/* A clock; its arrays have one element each. */
typedef struct {
	double dt;
	golgi_array *time, *step, *tick;
	double at; /* the time of its next step, where that was to be looked at */
	int32_t due;
} golgi_clock;

enum { golgi_is_map = 1, golgi_is_propagate, golgi_is_record, golgi_is_host };

/* An array of which a kernel uses the element of each synapse. */
typedef struct {
	golgi_array *array;
	int64_t size; /* of an element, in bytes */
} golgi_along;

/* One step of a plan. */
typedef struct {
	int32_t kind, clock;
	golgi_frame frame;       /* map, propagate */
	golgi_kernel range;      /* over elements, or over consecutive synapses */
	golgi_kernel listed;     /* over a list, or over synapses by number */
	golgi_kernel ordered;    /* over synapses in their order, where there are copies for that; or NULL */
	golgi_list *list;        /* map: domain, NULL for n elements; others: spikes */
	int32_t from, to;        /* of the entries of list */
	int64_t n;               /* map: elements */
	golgi_list *out;         /* map: where it emits, or NULL */
	golgi_list *when;        /* map: it runs only where there are entries when_from <= e < when_to; or NULL */
	int32_t when_from, when_to;
	golgi_array *chance;     /* map: the probability of an element to come up; NULL: all do */
	int64_t rounds;          /* map: 0, or how often it may run over what it emits */
	int32_t *spare;          /* map with rounds: as long as out */
	golgi_queue *queue;      /* propagate, and what follows */
	golgi_array *rows;
	golgi_array *order;      /* NULL: the synapses of a row have consecutive numbers */
	int32_t order_stays;     /* it is topology */
	golgi_array *delays;     /* NULL: all have the same */
	int64_t delay;
	golgi_along *along;      /* what is fetched for the next row while one is worked on */
	int64_t along_count;
	golgi_recorder *recorder; /* record, and what follows */
	double rate;
	golgi_array *const *values;
	const int32_t *elems;    /* ir.Elem of each of values */
	int64_t value_count;
	int64_t worst, limit;    /* entries that one step may add, and that the recorder may hold */
} golgi_step;

/* Of a step, which entries of its list are meant, as in the step. */
typedef struct {
	int32_t from, to;
} golgi_span;

/* A plan. */
typedef struct {
	golgi_clock *clocks;
	int64_t clock_count;
	golgi_step *steps;
	int64_t step_count;
	golgi_step **records; /* the steps that record */
	int64_t record_count;
	golgi_span *spans;    /* of all steps */
	int64_t *alike;       /* of a step, and those behind it: how many are alike, as golgi_run finds them; 0: it is none of these */
	int64_t next; /* step with which a moment goes on; 0: it has not begun */
	int64_t stop; /* after the moment */
	int64_t *times; /* ns that each step took; NULL: they are not measured */
	int32_t pause; /* not 0: before the next moment; another thread may set it at any time */
} golgi_plan;

/* Runs moments until every clock c has executed its step until[c]-1, a recorder is full, a step fails, or
 * the plan is to stop. A moment is executed as a whole or, after a fault, in part. */
int golgi_run(golgi_plan *plan, const int64_t *until, golgi_report *report);

/* Runs one map at once. */
int golgi_map(golgi_step *step, uint64_t tick, golgi_report *report);

/* Gives a frame functions: those behind a handle of Go's. */
void golgi_lend(golgi_frame *frame, uintptr_t functions);

/* Checks the delays of a propagation, and makes room in its queue. */
int golgi_check_delays(golgi_step *step, golgi_report *report);

/* Makes one queue a copy of another; it returns golgi_ok or golgi_no_memory. */
int golgi_copy_queue(golgi_queue *to, const golgi_queue *from);
/* Puts a run of synapses, due after some steps; a listed one is the first to of the synapses. It returns golgi_ok or golgi_no_memory. */
int golgi_put_due(golgi_queue *q, int64_t after, golgi_batch b, const int32_t *synapses);
void golgi_flush_queue(golgi_queue *q);

/* Has a queue hold the synapses of orders by number, before an order is replaced. It returns golgi_ok or golgi_no_memory. */
int golgi_settle_queue(golgi_queue *q);
/* Has what is due after k steps be due after due[k]. It returns golgi_ok, golgi_no_memory, or golgi_too_long and which. */
int golgi_stretch_queue(golgi_queue *q, const int64_t *due, int64_t *longest);
void golgi_free_queue(golgi_queue *q);

int golgi_copy_recorder(golgi_recorder *to, const golgi_recorder *from);
void golgi_free_recorder(golgi_recorder *r);

#endif
