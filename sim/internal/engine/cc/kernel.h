/*
 * kernel.h: the seam between generated kernels and the time loop, version 3.
 *
 * A kernel is a C function
 *
 *	int golgi_<hash>(golgi_frame *f, const int32_t *entries, int64_t from, int64_t to)
 *
 * that runs the kernel's body for the elements from <= e < to (form "range"; entries is not looked at), for
 * the elements entries[from] to entries[to-1] (form "list"), or for those of the elements from <= e < to that
 * come up with the frame's chance (form "gaps"), one after another. Form "order" is form "list" with entries
 * of which the frame has copies of arrays. It returns 0, or
 * golgi_fault if an index lay outside an array, if an integer does not fit one, and then says which in the
 * frame, or if a call failed.
 * Nothing else is promised after a fault.
 *
 * No two array parameters that a kernel touches are the same array: whoever binds it makes one of those that
 * are.
 *
 * A kernel keeps nothing, calls nothing but itself, libm's exact functions and the frame's, and takes no
 * locks: any number of threads may run it on frames of their own.
 *
 * The text of this file is part of the cache's keys: kernels of another version are never loaded.
 */
#ifndef GOLGI_KERNEL_H
#define GOLGI_KERNEL_H

#include <stdint.h>

/* An array in memory. Elements are double, int32_t, int64_t or uint8_t (0 or 1). */
typedef struct {
	void *data;
	int64_t len;
} golgi_array;

/* The value of a constant: f for floats, i for integers and booleans (0 or 1). */
typedef union {
	double f;
	int64_t i;
} golgi_num;

typedef struct golgi_frame golgi_frame;

/* Computes function parameter number of a frame for n elements: out[k] of a[k], b[k] and c[k], of which the
 * last may be NULL. It returns 0, or golgi_fault. */
typedef int (*golgi_call)(golgi_frame *f, int32_t number, int64_t n, const double *a, const double *b,
	const double *c, double *out);

/* What a kernel is run with. */
struct golgi_frame {
	golgi_array *const *arrays; /* one per array parameter */
	const golgi_num *consts;    /* one per constant parameter */
	uint64_t tick;              /* time coordinate of random numbers */
	uint32_t key[2];            /* of random numbers */
	int32_t *out;               /* where emitted numbers go; there is room for all elements */
	int64_t emitted;            /* how many out holds; kernels append */
	int64_t index;              /* after a fault: the index that lay outside... */
	int32_t param;              /* ...of this array parameter; golgi_no_param after a call that
	                             * failed, or golgi_no_fit - the instruction whose array does not hold... */
	int64_t value;              /* ...this at index: an integer, or the bits of a float */
	double chance;              /* form "gaps": the probability of an element to come up */
	const int32_t *const *in_order; /* form "order": of array parameters, what element entries[k] has at k; or NULL */
	golgi_call call;            /* NULL where the kernel has no function parameters */
	uintptr_t functions;        /* whose they are */
};

enum { golgi_no_param = -1, golgi_no_fit = -2 };

enum { golgi_fault = 1 };

typedef int (*golgi_kernel)(golgi_frame *f, const int32_t *entries, int64_t from, int64_t to);

#endif
