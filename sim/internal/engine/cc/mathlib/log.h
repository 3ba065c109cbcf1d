/* logtable.go: inverse, log_hi, log_lo */

static const double m_log_inverse[32] = {
	0x1.7p+0, 0x1.68p+0, 0x1.6p+0, 0x1.58p+0,
	0x1.5p+0, 0x1.48p+0, 0x1.4p+0, 0x1.38p+0,
	0x1.38p+0, 0x1.3p+0, 0x1.28p+0, 0x1.28p+0,
	0x1.2p+0, 0x1.18p+0, 0x1.18p+0, 0x1.1p+0,
	0x1.1p+0, 0x1.08p+0, 0x1.04p+0, 0x1p+0,
	0x1.fp-1, 0x1.ep-1, 0x1.d8p-1, 0x1.c8p-1,
	0x1.b8p-1, 0x1.bp-1, 0x1.a8p-1, 0x1.98p-1,
	0x1.9p-1, 0x1.88p-1, 0x1.8p-1, 0x1.78p-1,
};
static const double m_log_hi[32] = {
	-0x1.739d7f6bbdp-2, -0x1.5d1bdbf581p-2, -0x1.4618bc21c6p-2, -0x1.2e8e2bae12p-2,
	-0x1.1675cababap-2, -0x1.fb9186d5e4p-3, -0x1.c8ff7c79aap-3, -0x1.9525a9cf46p-3,
	-0x1.9525a9cf46p-3, -0x1.5ff3070a7ap-3, -0x1.29552f82p-3, -0x1.29552f82p-3,
	-0x1.e27076e2bp-4, -0x1.6f0d28ae58p-4, -0x1.6f0d28ae58p-4, -0x1.f0a30c0118p-5,
	-0x1.f0a30c0118p-5, -0x1.f829b0e78p-6, -0x1.fc0a8b0fcp-7, 0,
	0x1.0415d89e78p-5, 0x1.08598b59e4p-4, 0x1.4d3115d208p-4, 0x1.da72763844p-4,
	0x1.365fcb015ap-3, 0x1.5bf406b544p-3, 0x1.823c16551ap-3, 0x1.d1037f2656p-3,
	0x1.f991c6cb3cp-3, 0x1.1178e8227ep-2, 0x1.269621134ep-2, 0x1.3c25277333p-2,
};
static const double m_log_lo[32] = {
	-0x1.a7389314feb5p-52, 0x1.8d6bdc9c7c238p-44, 0x1.3d82f484c84ccp-46, 0x1.67b1e99b72bd8p-45,
	-0x1.8380e731f55c4p-44, 0x1.d572aab993c87p-47, 0x1.7794f689f8434p-45, 0x1.297137d9f158fp-44,
	0x1.297137d9f158fp-44, 0x1.8586f183bebf2p-44, 0x1.5b967f4471dfcp-44, 0x1.5b967f4471dfcp-44,
	0x1.a342c2af0003cp-45, 0x1.4b4641b664613p-44, 0x1.4b4641b664613p-44, 0x1.d599e83368e91p-45,
	0x1.d599e83368e91p-45, -0x1.980267c7e09e4p-45, -0x1.f1e7cf6d3a69cp-50, 0,
	-0x1.dddc7f461c516p-44, -0x1.7e5dd7009902cp-46, -0x1.53a2582f4e1efp-48, 0x1.a89401fa71733p-46,
	-0x1.fd3a0afb9691bp-44, -0x1.27023eb68981cp-46, 0x1.e0ddb9a631e83p-46, -0x1.84a7e75b6f6e4p-47,
	-0x1.90d04cd7cc834p-44, 0x1.1ef78ce2d07f2p-44, -0x1.1b61f10522625p-44, 0x1.83b54b606bd5cp-46,
};

/* log.go */

#define LOG_START 0x3FE6400000000000u
#define LN2_TOP 0x1.62e42fefa38p-1
#define LN2_REST 0x1.ef35793c7673p-45
#define LOG10E_HI 0x1.bcb7b1526e50ep-2
#define LOG10E_LO 0x1.95355baaafad3p-57

GOLGI_INLINE double m_log_polynomial(double r, double r2)
{
	double r4 = r2 * r2;
	double low = g_fma(g_fma(0x1.99999999b5033p-3, r, -0x1.000000000f13ap-2), r2,
		g_fma(0x1.5555555555554p-2, r, -0x1.fffffffffffffp-2));
	double high = g_fma(g_fma(0x1.c77ec99aa8895p-4, r, -0x1.0036169420a06p-3), r2,
		g_fma(0x1.24924516161dfp-3, r, -0x1.555550df036d7p-3));
	return g_fma(high, r4, low);
}

GOLGI_INLINE uint64_t m_log_split(uint64_t bits, double *k, double *z)
{
	uint64_t offset = bits - LOG_START;
	int64_t exponent = (int64_t)offset >> 52;
	*z = g_float(bits - ((uint64_t)exponent << 52));
	*k = (double)exponent;
	return (offset >> 47) % 32;
}

GOLGI_INLINE double m_log_sum(double k, double r, uint64_t line, double *y_lo)
{
	double head = g_fma(k, LN2_TOP, m_log_hi[line]), y = head + r;
	*y_lo = g_fma(k, LN2_REST, m_log_lo[line]) + (head - y + r);
	return y;
}

GOLGI_INLINE double m_log_parts(uint64_t bits, double *y_lo)
{
	double k, z;
	uint64_t line = m_log_split(bits, &k, &z);
	double r = g_fma(z, m_log_inverse[line], -1), y = m_log_sum(k, r, line, y_lo), r2 = r * r;
	*y_lo = g_fma(r2, m_log_polynomial(r, r2), *y_lo);
	return y;
}

GOLGI_INLINE uint64_t m_positive_bits(double x)
{
	uint64_t bits = g_bits(x);
	return bits >= MIN_NORMAL ? bits : g_bits(x * 0x1p52) - ((uint64_t)52 << 52);
}

GOLGI_INLINE golgi_bool m_not_normal(uint64_t bits) { return bits - MIN_NORMAL >= INF_BITS - MIN_NORMAL; }

GOLGI_INLINE double m_log_fast(double x, golgi_bool *bad)
{
	double y_lo, y = m_log_parts(g_bits(x), &y_lo);
	*bad |= m_not_normal(g_bits(x));
	return y + y_lo;
}

GOLGI_SHARED double m_log_slow(double x)
{
	if (x == 0)
		return -m_inf();
	if (!(x > 0))
		return m_nan();
	if (x > MAX_FLOAT)
		return x;
	double y_lo, y = m_log_parts(m_positive_bits(x), &y_lo);
	return y + y_lo;
}

GOLGI_SHARED double m_log(double x)
{
	golgi_bool bad = 0;
	double y = m_log_fast(x, &bad);
	return bad ? m_log_slow(x) : y;
}

GOLGI_INLINE double m_log10_of(uint64_t bits)
{
	double tail, head = m_log_parts(bits, &tail);
	double y = head + tail, y_lo = tail - (y - head);
	double product = y * LOG10E_HI;
	return product + (g_fma(y, LOG10E_HI, -product) + g_fma(y, LOG10E_LO, y_lo * LOG10E_HI));
}

GOLGI_INLINE double m_log10_fast(double x, golgi_bool *bad)
{
	*bad |= m_not_normal(g_bits(x));
	return m_log10_of(g_bits(x));
}

GOLGI_SHARED double m_log10(double x)
{
	return !(x > 0) || x > MAX_FLOAT ? m_log_slow(x) : m_log10_of(m_positive_bits(x));
}

GOLGI_INLINE double m_log1p_fast(double x, golgi_bool *bad)
{
	double u, lost, k, z, y_lo;
	*bad |= !((x > -1) & (x < 0x1p60));
	m_two_sum(1, x, &u, &lost);
	uint64_t line = m_log_split(g_bits(u), &k, &z);
	double inverse = m_log_inverse[line];
	double r = g_fma(z, inverse, -1);
	double power = g_float(g_bits(1.0) - (((uint64_t)(g_bits(u) - LOG_START) >> 52) << 52));
	double r_lo = lost * power * inverse;
	double sum = r + r_lo;
	double y = m_log_sum(k, sum, line, &y_lo);
	double r2 = sum * sum;
	return g_with_sign(y + g_fma(r2, m_log_polynomial(sum, r2), y_lo + (r - sum + r_lo)), g_bits(x));
}

GOLGI_SHARED double m_log1p(double x)
{
	golgi_bool bad = 0;
	double y = m_log1p_fast(x, &bad);
	return !bad ? y : x == -1 ? -m_inf() : x < -1 ? m_nan() : m_log(x);
}
