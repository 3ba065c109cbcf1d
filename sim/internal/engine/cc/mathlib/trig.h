/* trig.go and huge.go */

#define TRIG_FAST 0x1p20
#define TWO_OVER_PI 0x1.45f306dc9c883p-1
#define HALF_PI_HI 0x1.921fb54442d18p+0
#define HALF_PI_MID 0x1.1a626331p-54
#define HALF_PI_LO 0x1.1701b839a252p-88
#define TWO_PI_HI 0x1.921fb54442d18p+2
#define TWO_PI_LO 0x1.1a62633145c07p-52

static const uint64_t m_turns[20] = {
	0x0000000000000000, 0x28be60db9391054a, 0x7f09d5f47d4d3770, 0x36d8a5664f10e410,
	0x7f9458eaf7aef158, 0x6dc91b8e909374b8, 0x01924bba82746487, 0x3f877ac72c4a69cf,
	0xba208d7d4baed121, 0x3a671c09ad17df90, 0x4e64758e60d4ce7d, 0x272117e2ef7e4a0e,
	0xc7fe25fff7816603, 0xfbcbc462d6829b47, 0xdb4d9fb3c9f2c26d, 0xd3d18fd9a797fa8b,
	0x5d49eeb1faf97c5e, 0xcf41ce7de294a4ba, 0x9afed7ec47e35742, 0x1580cc11bf1edaea,
};

GOLGI_INLINE uint64_t m_trig_reduce(double x, double *r, double *r_lo)
{
	double shifted = g_fma(x, TWO_OVER_PI, ROUND_MAGIC), n = shifted - ROUND_MAGIC;
	double exact = g_fma(-n, HALF_PI_HI, x), mid = n * HALF_PI_MID;
	*r = exact - mid;
	*r_lo = g_fma(-n, HALF_PI_LO, exact - *r - mid);
	return g_bits(shifted);
}

/* m_join returns a with the leading n bits of b behind it, n < 64: what Go writes a<<n | b>>(64-n). */
GOLGI_INLINE uint64_t m_join(uint64_t a, uint64_t b, uint64_t n)
{
	return n == 0 ? a : a << n | b >> (64 - n);
}

GOLGI_SHARED uint64_t m_trig_reduce_huge(double x, double *r, double *r_lo)
{
	uint64_t bits = g_bits(x), mantissa = (bits & (MIN_NORMAL - 1)) | MIN_NORMAL;
	uint64_t start = (bits >> 52) - 1023 - 52 + 64, word = start / 64, shift = start % 64;
	uint64_t w[3], f[3];
	for (int i = 0; i < 3; i++)
		w[i] = m_join(m_turns[word + i], m_turns[word + i + 1], shift);
	unsigned __int128 p2 = (unsigned __int128)w[2] * mantissa, p1 = (unsigned __int128)w[1] * mantissa;
	unsigned __int128 mid = (unsigned __int128)(uint64_t)p1 + (uint64_t)(p2 >> 64);
	f[2] = (uint64_t)p2;
	f[1] = (uint64_t)mid;
	f[0] = w[0] * mantissa + (uint64_t)(p1 >> 64) + (uint64_t)(mid >> 64);
	uint64_t k = (f[0] + ((uint64_t)1 << 61)) >> 62;
	f[0] -= k << 62;
	int negative = f[0] >> 63 != 0;
	if (negative) {
		f[2] = ~f[2] + 1;
		f[1] = ~f[1] + (f[2] == 0);
		f[0] = ~f[0] + (f[2] == 0 && f[1] == 0);
	}
	int64_t exponent = 0;
	if (f[0] == 0) {
		f[0] = f[1];
		f[1] = f[2];
		f[2] = 0;
		exponent = -64;
	}
	uint64_t zeros = f[0] == 0 ? 64 : (uint64_t)__builtin_clzll(f[0]);
	uint64_t high = m_join(f[0], f[1], zeros), next = m_join(f[1], f[2], zeros);
	double unit = m_pow2(exponent - (int64_t)zeros);
	double t = (double)(high >> 11) * (unit * 0x1p-53);
	double t_lo = (double)(high << 53 | next >> 11) * (unit * 0x1p-117);
	double y = t * TWO_PI_HI;
	double y_lo = g_fma(t, TWO_PI_HI, -y) + g_fma(t, TWO_PI_LO, t_lo * TWO_PI_HI);
	*r = negative ? -y : y;
	*r_lo = negative ? -y_lo : y_lo;
	return k;
}

GOLGI_INLINE double m_sin_polynomial(double z)
{
	double z2 = z * z;
	double high = g_fma(g_fma(-0x1.ab17c21adf462p-41, z, 0x1.61217eed1c04ap-33), z2,
		g_fma(-0x1.ae6454129f078p-26, z, 0x1.71de3a54607fap-19));
	return g_fma(g_fma(high, z, -0x1.a01a01a019937p-13), z2,
		g_fma(0x1.111111111111p-7, z, -0x1.5555555555555p-3));
}

GOLGI_INLINE double m_cos_polynomial(double z)
{
	double z2 = z * z;
	double high = g_fma(g_fma(-0x1.907d9316a965fp-37, z, 0x1.1eeb68d2958ddp-29), z2,
		g_fma(-0x1.27e4fa17c44ep-22, z, 0x1.a01a019f4e9f4p-16));
	return g_fma(high, z2, g_fma(-0x1.6c16c16c16967p-10, z, 0x1.5555555555555p-5));
}

GOLGI_INLINE double m_sin_parts(double r, double r_lo, double *s_lo)
{
	double z = r * r, lo = g_fma(-0.5 * z, r_lo, r_lo);
	*s_lo = g_fma(z * r, m_sin_polynomial(z), lo);
	return r;
}

GOLGI_INLINE double m_cos_parts(double r, double r_lo, double *c_lo)
{
	double z = r * r, half = 0.5 * z, c = 1 - half;
	*c_lo = (1 - c - half) + g_fma(z * z, m_cos_polynomial(z), -r * r_lo);
	return c;
}

GOLGI_INLINE double m_trig_choose(uint64_t k, double r, double r_lo, uint64_t sign)
{
	double s_lo, c_lo, s = m_sin_parts(r, r_lo, &s_lo), c = m_cos_parts(r, r_lo, &c_lo);
	uint64_t y = k & 1 ? g_bits(c + c_lo) : g_bits(s + s_lo);
	return g_float(y ^ ((k & 2) << 62) ^ (sign & GOLGI_SIGN));
}

GOLGI_INLINE double m_sin_fast(double x, golgi_bool *bad)
{
	double r, r_lo, size = g_abs(x);
	uint64_t k = m_trig_reduce(size, &r, &r_lo);
	*bad |= !(size < TRIG_FAST);
	return m_trig_choose(k, r, r_lo, g_bits(x));
}

GOLGI_INLINE double m_cos_fast(double x, golgi_bool *bad)
{
	double r, r_lo, size = g_abs(x);
	uint64_t k = m_trig_reduce(size, &r, &r_lo);
	*bad |= !(size < TRIG_FAST);
	return m_trig_choose(k + 1, r, r_lo, 0);
}

GOLGI_SHARED double m_sin(double x)
{
	double r, r_lo;
	golgi_bool bad = 0;
	double y = m_sin_fast(x, &bad);
	if (!bad)
		return y;
	if (x - x != 0)
		return m_nan();
	uint64_t k = m_trig_reduce_huge(g_abs(x), &r, &r_lo);
	return m_trig_choose(k, r, r_lo, g_bits(x));
}

GOLGI_SHARED double m_cos(double x)
{
	double r, r_lo;
	golgi_bool bad = 0;
	double y = m_cos_fast(x, &bad);
	if (!bad)
		return y;
	if (x - x != 0)
		return m_nan();
	uint64_t k = m_trig_reduce_huge(g_abs(x), &r, &r_lo);
	return m_trig_choose(k + 1, r, r_lo, 0);
}

/* tan.go */

GOLGI_INLINE double m_tan_choose(uint64_t k, double r, double r_lo, uint64_t sign)
{
	double n, n_lo, d, d_lo;
	n = m_sin_parts(r, r_lo, &n_lo);
	d = m_cos_parts(r, r_lo, &d_lo);
	m_fast_two_sum(n, n_lo, &n, &n_lo);
	m_fast_two_sum(d, d_lo, &d, &d_lo);
	double a = k & 1 ? -d : n, a_lo = k & 1 ? -d_lo : n_lo;
	double b = k & 1 ? n : d, b_lo = k & 1 ? n_lo : d_lo;
	return g_float(g_bits(m_quotient(a, a_lo, b, b_lo)) ^ (sign & GOLGI_SIGN));
}

GOLGI_INLINE double m_tan_fast(double x, golgi_bool *bad)
{
	double r, r_lo, size = g_abs(x);
	uint64_t k = m_trig_reduce(size, &r, &r_lo);
	*bad |= !(size < TRIG_FAST);
	return m_tan_choose(k, r, r_lo, g_bits(x));
}

GOLGI_SHARED double m_tan(double x)
{
	double r, r_lo;
	golgi_bool bad = 0;
	double y = m_tan_fast(x, &bad);
	if (!bad)
		return y;
	if (x - x != 0)
		return m_nan();
	uint64_t k = m_trig_reduce_huge(g_abs(x), &r, &r_lo);
	return m_tan_choose(k, r, r_lo, g_bits(x));
}
