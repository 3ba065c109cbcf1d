/* exp.go */

#define EXP_FAST 708.0
#define EXP_MAX 0x1.62e42fefa39efp+9
#define EXP_MIN -0x1.74910d52d3051p+9
#define LOG2E 0x1.71547652b82fep+0
#define LN2_HI 0x1.62e42fefa39efp-1
#define LN2_LO 0x1.abc9e3b39803fp-56

GOLGI_INLINE double m_exp_polynomial(double r, double r2)
{
	double odd = g_fma(g_fma(g_fma(0x1.af4ddfbb33a59p-26, r2, 0x1.71de02364614ap-19), r2,
		0x1.a01a01abe683ap-13), r2, 0x1.11111111100dep-7);
	double even = g_fma(g_fma(g_fma(0x1.1f72fdb6c6442p-29, r2, 0x1.27e4db6718a69p-22), r2,
		0x1.a01a01a6d7b19p-16), r2, 0x1.6c16c16c162d6p-10);
	double high = g_fma(odd, r, g_fma(even, r2, 0x1.5555555555556p-5));
	return g_fma(high, r2, g_fma(0x1.5555555555557p-3, r, 0x1p-1));
}

GOLGI_INLINE uint64_t m_exp_reduce(double x, double *r, double *r_lo)
{
	double shifted = g_fma(x, LOG2E, ROUND_MAGIC), n = shifted - ROUND_MAGIC;
	double exact = g_fma(-n, LN2_HI, x), rest = n * LN2_LO;
	m_fast_two_sum(exact, -rest, r, r_lo);
	return g_bits(shifted);
}

GOLGI_INLINE int64_t m_signed12(uint64_t k) { return (int64_t)(k << 52) >> 52; }

GOLGI_INLINE double m_one_plus(double r, double tail)
{
	double sum = 1 + r;
	return sum + ((1 - sum + r) + tail);
}

GOLGI_INLINE double m_exp_mantissa(double r, double r_lo)
{
	double r2 = r * r;
	return m_one_plus(r, g_fma(r2, m_exp_polynomial(r, r2), r_lo));
}

GOLGI_INLINE double m_exp_fast(double x, golgi_bool *bad)
{
	double r, r_lo;
	uint64_t k = m_exp_reduce(x, &r, &r_lo);
	*bad |= !(g_abs(x) <= EXP_FAST);
	return g_float(g_bits(m_exp_mantissa(r, r_lo)) + (k << 52));
}

GOLGI_SHARED double m_exp_scaled(double x, double x_lo, int64_t j)
{
	double r, r_lo;
	uint64_t k = m_exp_reduce(x, &r, &r_lo);
	m_fast_two_sum(r, r_lo + x_lo, &r, &r_lo);
	return m_scale(m_exp_mantissa(r, r_lo), m_signed12(k) + j);
}

GOLGI_SHARED double m_exp_slow(double x)
{
	if (x != x)
		return m_nan();
	if (x > EXP_MAX)
		return m_inf();
	if (x < EXP_MIN)
		return 0;
	return m_exp_scaled(x, 0, 0);
}

GOLGI_SHARED double m_exp(double x)
{
	golgi_bool bad = 0;
	double y = m_exp_fast(x, &bad);
	return bad ? m_exp_slow(x) : y;
}

/* expm1.go */

GOLGI_INLINE double m_expm1_parts(double x, double *y_lo)
{
	double r, r_lo, head, head_lo;
	uint64_t k = m_exp_reduce(x, &r, &r_lo);
	double r2 = r * r;
	double tail = g_fma(r2, m_exp_polynomial(r, r2), g_fma(r_lo, r, r_lo));
	double power = m_pow2(m_signed12(k));
	m_two_sum(power, -1, &head, &head_lo);
	double line = power * r, y = head + line;
	*y_lo = g_fma(power, tail, (head - y + line) + head_lo);
	return y;
}

GOLGI_INLINE double m_expm1_fast(double x, golgi_bool *bad)
{
	double y_lo, y = m_expm1_parts(x, &y_lo);
	*bad |= !(g_abs(x) <= EXP_FAST);
	return g_with_sign(y + y_lo, g_bits(x));
}

GOLGI_SHARED double m_expm1(double x)
{
	golgi_bool bad = 0;
	double y = m_expm1_fast(x, &bad);
	return !bad ? y : x < 0 ? -1 : m_exp_slow(x);
}

GOLGI_INLINE double m_exprel_fast(double x, golgi_bool *bad)
{
	*bad |= !(g_abs(x) <= EXP_FAST);
	double y_lo, y = m_expm1_parts(x, &y_lo), quotient = m_quotient_by(y, y_lo, x);
	return g_abs(x) < 0x1p-60 ? 1 : quotient;
}

GOLGI_SHARED double m_exprel_slow(double x)
{
	if (x != x)
		return m_nan();
	if (x < 0)
		return -1 / x;
	if (x > 717.0)
		return m_inf();
	double r, r_lo, head, head_lo;
	uint64_t k = m_exp_reduce(x, &r, &r_lo);
	double r2 = r * r;
	m_fast_two_sum(1, r, &head, &head_lo);
	head_lo += g_fma(r2, m_exp_polynomial(r, r2), r_lo);
	double y = m_quotient_by(head, head_lo, x);
	return m_scale(y * 0x1p10, m_signed12(k) - 10);
}

GOLGI_SHARED double m_exprel(double x)
{
	golgi_bool bad = 0;
	double y = m_exprel_fast(x, &bad);
	return bad ? m_exprel_slow(x) : y;
}
