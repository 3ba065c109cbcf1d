/* pow.go */

GOLGI_INLINE double m_pow_polynomial(double r)
{
	double r2 = r * r, r4 = r2 * r2;
	double low = g_fma(g_fma(-0x1.5555555584741p-3, r, 0x1.9999999999993p-3), r2,
		g_fma(-0x1.ffffffffffff9p-3, r, 0x1.5555555555555p-2));
	double high = g_fma(g_fma(-0x1.99ff05cecbcd4p-4, r, 0x1.c71c6882582d3p-4), r2,
		g_fma(-0x1.fffff5f587154p-4, r, 0x1.24924924bdc81p-3));
	return g_fma(g_fma(0x1.74bab6690beb1p-4, r4, high), r4, low);
}

GOLGI_INLINE double m_pow_log(uint64_t bits, double *l_lo)
{
	double k, z, y_lo;
	uint64_t line = m_log_split(bits, &k, &z);
	double r = g_fma(z, m_log_inverse[line], -1);
	double y = m_log_sum(k, r, line, &y_lo);
	double half = -0.5 * r, square = half * r, sum = y + square;
	double rest = y_lo + g_fma(half, r, -square) + (y - sum + square);
	rest = g_fma(r * r * r, m_pow_polynomial(r), rest);
	double l = sum + rest;
	*l_lo = sum - l + rest;
	return l;
}

/* Negative x with whole y is no detour here: the power of |x| and a sign. */
GOLGI_INLINE double m_pow_fast(double x, double y, golgi_bool *bad)
{
	double r, r_lo, l_lo, size = g_abs(x);
	golgi_bool whole = y == g_floor(y), negative = x < 0;
	double l = m_pow_log(g_bits(size), &l_lo), t = y * l;
	*bad |= m_not_normal(g_bits(size)) | !(g_abs(t) <= EXP_FAST) | (negative & !whole);
	uint64_t k = m_exp_reduce(t, &r, &r_lo);
	m_fast_two_sum(r, r_lo + g_fma(y, l_lo, g_fma(y, l, -t)), &r, &r_lo);
	double power = g_float(g_bits(m_exp_mantissa(r, r_lo)) + (k << 52));
	double pair = 0.5 * y; /* exact unless subnormal, which is not whole */
	golgi_bool odd = negative & (pair != g_floor(pair)); /* whole, or else bad */
	return odd ? -power : power;
}

GOLGI_INLINE golgi_bool m_odd_integer(double y)
{
	return y == g_floor(y) && g_abs(y) < 0x1p53 && ((int64_t)y & 1) != 0;
}

GOLGI_SHARED double m_pow_positive(double x, double y)
{
	if ((x == 0 && y > 0) || (x > MAX_FLOAT && y < 0))
		return 0;
	if (x == 0 || x > MAX_FLOAT)
		return m_inf();
	double l_lo, l = m_pow_log(m_positive_bits(x), &l_lo), t = y * l;
	if (t > EXP_MAX + 1)
		return m_inf();
	if (t < EXP_MIN - 1)
		return 0;
	return m_exp_scaled(t, g_fma(y, l_lo, g_fma(y, l, -t)), 0);
}

GOLGI_SHARED double m_pow_slow(double x, double y)
{
	if (y == 0 || x == 1)
		return 1;
	if (x != x || y != y)
		return m_nan();
	double size = g_abs(x);
	if (g_abs(y) > MAX_FLOAT)
		return size == 1 ? 1 : (size > 1) == (y > 0) ? m_inf() : 0;
	if (x < 0 && y != g_floor(y) && size <= MAX_FLOAT)
		return m_nan();
	return g_with_sign(m_pow_positive(size, y), m_odd_integer(y) ? g_bits(x) : 0);
}

GOLGI_SHARED double m_pow(double x, double y)
{
	golgi_bool bad = 0;
	double z = m_pow_fast(x, y, &bad);
	return bad ? m_pow_slow(x, y) : z;
}
