/*
 * mathlib: package mathlib in C, operation by operation, in files of the same names; its comments are not
 * repeated here. Names are those of the Go functions. Every file may use those before it, in this order: bits,
 * exp, log, pow, trig, arc, hyperbolic.
 *
 * m_exp and the like take every argument. m_exp_fast and the like are right where they leave bad as it is;
 * they are free of branches, so that compilers vectorise loops with them, and a caller that finds bad set
 * does the work again with m_exp. What is not fast anywhere else is shared, so that it is compiled once.
 */

#define MIN_NORMAL 0x0010000000000000u
#define INF_BITS 0x7FF0000000000000u
#define MAX_FLOAT 0x1.fffffffffffffp+1023
#define ROUND_MAGIC 0x1.8p52

GOLGI_INLINE double m_nan(void) { return g_float(GOLGI_NAN); }
GOLGI_INLINE double m_inf(void) { return g_float(INF_BITS); }
GOLGI_INLINE double m_pow2(int64_t k) { return g_float(((uint64_t)k << 52) + 0x3FF0000000000000u); }

GOLGI_INLINE double m_scale(double x, int64_t k)
{
	int64_t half = k / 2;
	return x * m_pow2(half) * m_pow2(k - half);
}

GOLGI_INLINE void m_two_sum(double a, double b, double *sum, double *lost)
{
	double s = a + b, b_part = s - a;
	*sum = s;
	*lost = (a - (s - b_part)) + (b - b_part);
}

GOLGI_INLINE void m_fast_two_sum(double a, double b, double *sum, double *lost)
{
	double s = a + b;
	*sum = s;
	*lost = a - s + b;
}

GOLGI_INLINE double m_quotient(double n, double n_lo, double d, double d_lo)
{
	double inverse = 1 / d, q = n * inverse;
	double rest = g_fma(-q, d, n) + g_fma(-q, d_lo, n_lo);
	return g_fma(rest, inverse, q);
}

GOLGI_INLINE double m_quotient_by(double n, double n_lo, double d)
{
	double inverse = 1 / d, q = n * inverse;
	return g_fma(g_fma(-q, d, n) + n_lo, inverse, q);
}
