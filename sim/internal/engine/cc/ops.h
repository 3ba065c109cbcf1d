/*
 * ops.h: the operations of the IR on numbers, as ir.Op defines them and the reference engine computes them.
 *
 * Integers wrap, hence the unsigned casts; what C leaves undefined (division by zero, floats beyond the
 * integers) is decided here. Booleans are as wide as floats, so that loops mix both without repacking.
 */
#include <string.h>

#define GOLGI_INLINE static inline __attribute__((always_inline, unused))
#define GOLGI_SHARED static __attribute__((noinline, unused))
#define GOLGI_RARELY(c) __builtin_expect(!!(c), 0)

#ifdef __clang__
#define GOLGI_VECTOR _Pragma("clang loop vectorize(assume_safety)")
#else
#define GOLGI_VECTOR _Pragma("GCC ivdep")
#endif

/* Loops over lists reach for memory this many elements ahead. Whatever the address, prefetching does no harm. */
enum { golgi_ahead = 24 };
#define GOLGI_PREFETCH(array, at) __builtin_prefetch((const void *)((uintptr_t)(array) + (uintptr_t)(at) * sizeof *(array)))

typedef int64_t golgi_bool;

/* How many elements a vector loop takes before it looks whether any was out of the usual range. */
enum { golgi_chunk = 64 };

GOLGI_INLINE uint64_t g_bits(double x) { uint64_t b; memcpy(&b, &x, 8); return b; }
GOLGI_INLINE double g_float(uint64_t b) { double x; memcpy(&x, &b, 8); return x; }

#define GOLGI_SIGN 0x8000000000000000u
#define GOLGI_NAN 0x7FF8000000000000u

GOLGI_INLINE double g_with_sign(double x, uint64_t bits)
{
	return g_float((g_bits(x) & ~GOLGI_SIGN) | (bits & GOLGI_SIGN));
}

GOLGI_INLINE int golgi_misfit(golgi_frame *f, int32_t instruction, int64_t index, int64_t value)
{
	f->param = golgi_no_fit - instruction;
	f->index = index;
	f->value = value;
	return golgi_fault;
}

GOLGI_INLINE int golgi_outside(golgi_frame *f, int32_t param, int64_t index)
{
	f->param = param;
	f->index = index;
	return golgi_fault;
}

/* Float. Equal numbers differ in their sign at most, of which min keeps a minus and max a plus. */

GOLGI_INLINE double g_abs(double a) { return __builtin_fabs(a); }
GOLGI_INLINE double g_sqrt(double a) { return __builtin_sqrt(a); }
GOLGI_INLINE double g_floor(double a) { return __builtin_floor(a); }
GOLGI_INLINE double g_ceil(double a) { return __builtin_ceil(a); }
GOLGI_INLINE double g_fma(double a, double b, double c) { return __builtin_fma(a, b, c); }

GOLGI_INLINE double g_min(double a, double b)
{
	double odd = a == b ? g_float(g_bits(a) | g_bits(b)) : g_float(GOLGI_NAN);
	return a < b ? a : b < a ? b : odd;
}

GOLGI_INLINE double g_max(double a, double b)
{
	double odd = a == b ? g_float(g_bits(a) & g_bits(b)) : g_float(GOLGI_NAN);
	return a > b ? a : b > a ? b : odd;
}

GOLGI_INLINE double g_sign(double a) { return a > 0 ? 1.0 : a < 0 ? -1.0 : a == 0 ? 0.0 : a; }

GOLGI_SHARED double g_mod(double a, double b)
{
	double r = __builtin_fmod(a, b);
	if (r == 0)
		return g_with_sign(0, g_bits(b));
	if ((b < 0) != (r < 0) && r == r)
		return r + b;
	return r;
}

GOLGI_SHARED double g_floordiv(double a, double b)
{
	if (b == 0)
		return a / b;
	double r = __builtin_fmod(a, b);
	double q = (a - r) / b;
	if (r != 0 && (b < 0) != (r < 0))
		q = q - 1;
	if (q == 0)
		return g_with_sign(0, g_bits(a / b));
	double whole = __builtin_floor(q);
	return q - whole > 0.5 ? whole + 1 : whole;
}

/* a where c, else what changes nothing that it is added to. */
GOLGI_INLINE double g_if(golgi_bool c, double a)
{
	uint64_t mask = (uint64_t)c - 1;
	return g_float((g_bits(a) & ~mask) | (GOLGI_SIGN & mask));
}

/* Int. */

GOLGI_INLINE int64_t g_add_i(int64_t a, int64_t b) { return (int64_t)((uint64_t)a + (uint64_t)b); }
GOLGI_INLINE int64_t g_sub_i(int64_t a, int64_t b) { return (int64_t)((uint64_t)a - (uint64_t)b); }
GOLGI_INLINE int64_t g_mul_i(int64_t a, int64_t b) { return (int64_t)((uint64_t)a * (uint64_t)b); }
GOLGI_INLINE int64_t g_neg_i(int64_t a) { return (int64_t)(0 - (uint64_t)a); }
GOLGI_INLINE int64_t g_abs_i(int64_t a) { return a < 0 ? g_neg_i(a) : a; }
GOLGI_INLINE int64_t g_min_i(int64_t a, int64_t b) { return a < b ? a : b; }
GOLGI_INLINE int64_t g_max_i(int64_t a, int64_t b) { return a > b ? a : b; }
GOLGI_INLINE int64_t g_sign_i(int64_t a) { return a > 0 ? 1 : a < 0 ? -1 : 0; }

GOLGI_INLINE int64_t g_mod_i(int64_t a, int64_t b)
{
	if (b == 0 || b == -1)
		return 0;
	int64_t r = a % b;
	return r != 0 && (r < 0) != (b < 0) ? r + b : r;
}

GOLGI_INLINE int64_t g_floordiv_i(int64_t a, int64_t b)
{
	if (b == 0)
		return 0;
	if (b == -1)
		return g_neg_i(a);
	int64_t q = a / b;
	return a % b != 0 && (a < 0) != (b < 0) ? q - 1 : q;
}

/* Conversions. */

/* Where the processor can round, gcc 12 makes trunc(a) of (double)(int64_t)a, and so -0 of -0.3, for which there
 * is no integer. It cannot see that this sum is never -0. */
GOLGI_INLINE double g_whole(double a)
{
#if defined(__x86_64__) && !defined(__SSE4_1__)
	return a;
#else
	return __builtin_trunc(a) + 0.0;
#endif
}

GOLGI_INLINE int64_t g_toint(double a)
{
	int64_t n = (int64_t)(g_abs(a) < 0x1p63 ? g_whole(a) : 0); /* of every a, so that it is no branch */
	int64_t below = a >= 0x1p63 ? INT64_MAX : n;
	return a <= -0x1p63 ? INT64_MIN : below;
}

/* Whether a becomes an integer of 32 bits when it is cut off, and that integer; 0 where it becomes none. */
GOLGI_INLINE golgi_bool g_fits(double a) { return (a > -0x1.00000002p31) & (a < 0x1p31); }

GOLGI_INLINE int64_t g_cutoff(double a) { return (int32_t)(g_fits(a) ? a : 0); }
