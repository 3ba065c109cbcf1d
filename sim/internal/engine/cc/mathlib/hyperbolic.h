/* hyperbolic.go */

GOLGI_INLINE double m_sinh_polynomial(double z)
{
	double z2 = z * z;
	return g_fma(g_fma(g_fma(0x1.af38a1dde986ep-26, z, 0x1.71de0db1ade18p-19), z, 0x1.a01a01a7c3448p-13), z2,
		g_fma(0x1.11111111109b4p-7, z, 0x1.5555555555556p-3));
}

GOLGI_INLINE double m_cosh_polynomial(double z)
{
	double z2 = z * z;
	double high = g_fma(g_fma(0x1.1f7f22194b02ap-29, z, 0x1.27e4d41c4d6fp-22), z2,
		g_fma(0x1.a01a01a9e87c4p-16, z, 0x1.6c16c16c15a6bp-10));
	return g_fma(high, z2, g_fma(0x1.5555555555557p-5, z, 0x1p-1));
}

/* What sinh and cosh of x = k ln 2 + r are made of. */
typedef struct {
	double r, sinh_tail, cosh_tail, sinh_k, sinh_k_lo, cosh_k, cosh_k_lo;
} m_hyperbolic;

GOLGI_INLINE m_hyperbolic m_hyperbolic_reduce(double x)
{
	m_hyperbolic h;
	double r_lo;
	int64_t k = m_signed12(m_exp_reduce(x, &h.r, &r_lo));
	double z = h.r * h.r;
	h.sinh_tail = g_fma(h.r * z, m_sinh_polynomial(z), r_lo);
	h.cosh_tail = g_fma(z, m_cosh_polynomial(z), h.r * r_lo);
	double up = m_pow2(k - 1), down = m_pow2(-k - 1);
	h.sinh_k = up - down;
	h.cosh_k = up + down;
	h.sinh_k_lo = up - h.sinh_k - down;
	h.cosh_k_lo = up - h.cosh_k + down;
	return h;
}

GOLGI_INLINE double m_cross_sum(double a, double a_lo, double b, double b_lo, double r, double tail,
	double *y_lo)
{
	double line = b * r, y = a + line;
	*y_lo = (a - y + line) + (g_fma(b, r, -line) + g_fma(b_lo, r, a_lo) + tail);
	return y;
}

GOLGI_INLINE double m_sinh_parts(m_hyperbolic h, double *y_lo)
{
	double tail = g_fma(h.sinh_k, h.cosh_tail, h.cosh_k * h.sinh_tail);
	return m_cross_sum(h.sinh_k, h.sinh_k_lo, h.cosh_k, h.cosh_k_lo, h.r, tail, y_lo);
}

GOLGI_INLINE double m_cosh_parts(m_hyperbolic h, double *y_lo)
{
	double tail = g_fma(h.cosh_k, h.cosh_tail, h.sinh_k * h.sinh_tail);
	return m_cross_sum(h.cosh_k, h.cosh_k_lo, h.sinh_k, h.sinh_k_lo, h.r, tail, y_lo);
}

GOLGI_SHARED double m_cosh_slow(double x)
{
	double size = g_abs(x);
	if (x != x)
		return m_nan();
	if (size > 0x1.633ce8fb9f87dp+9)
		return m_inf();
	return m_exp_scaled(size, 0, -1);
}

GOLGI_INLINE double m_sinh_fast(double x, golgi_bool *bad)
{
	double size = g_abs(x), y_lo, y = m_sinh_parts(m_hyperbolic_reduce(size), &y_lo);
	*bad |= !(size <= 700.0);
	return g_with_sign(y + y_lo, g_bits(x));
}

GOLGI_SHARED double m_sinh(double x)
{
	golgi_bool bad = 0;
	double y = m_sinh_fast(x, &bad);
	return !bad ? y : x < 0 ? -m_cosh_slow(x) : m_cosh_slow(x);
}

GOLGI_INLINE double m_cosh_fast(double x, golgi_bool *bad)
{
	double size = g_abs(x), y_lo, y = m_cosh_parts(m_hyperbolic_reduce(size), &y_lo);
	*bad |= !(size <= 700.0);
	return y + y_lo;
}

GOLGI_SHARED double m_cosh(double x)
{
	golgi_bool bad = 0;
	double y = m_cosh_fast(x, &bad);
	return bad ? m_cosh_slow(x) : y;
}

GOLGI_INLINE double m_tanh_fast(double x)
{
	m_hyperbolic h = m_hyperbolic_reduce(g_abs(x) < 30.0 ? g_abs(x) : 30.0);
	double n_lo, d_lo, n = m_sinh_parts(h, &n_lo), d = m_cosh_parts(h, &d_lo);
	m_fast_two_sum(n, n_lo, &n, &n_lo);
	m_fast_two_sum(d, d_lo, &d, &d_lo);
	double y = g_with_sign(m_quotient(n, n_lo, d, d_lo), g_bits(x));
	return x != x ? m_nan() : y;
}

GOLGI_SHARED double m_tanh(double x) { return m_tanh_fast(x); }
