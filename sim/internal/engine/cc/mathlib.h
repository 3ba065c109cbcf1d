/*
 * mathlib.h: package mathlib in C, operation by operation; its comments are not repeated here. Names are
 * those of the Go functions.
 *
 * m_exp and the like take every argument. m_exp_fast and the like are right where they leave bad as it is;
 * they are free of branches, so that compilers vectorise loops with them, and a caller that finds bad set
 * does the work again with m_exp. What is not fast anywhere else is shared, so that it is compiled once.
 */

#define EXP_FAST 708.0
#define EXP_MAX 0x1.62e42fefa39efp+9
#define EXP_MIN -0x1.74910d52d3051p+9
#define MIN_NORMAL 0x0010000000000000u
#define INF_BITS 0x7FF0000000000000u
#define MAX_FLOAT 0x1.fffffffffffffp+1023
#define ROUND_MAGIC 0x1.8p52

/* bits.go */

GOLGI_INLINE double m_nan(void) { return g_float(GOLGI_NAN); }
GOLGI_INLINE double m_inf(void) { return g_float(INF_BITS); }
GOLGI_INLINE double m_pow2(int64_t k) { return g_float((uint64_t)(k + 1023) << 52); }

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

/* exp.go */

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
	x = g_abs(x) < 0x1p-60 ? 0x1p-60 : x;
	double y_lo, y = m_expm1_parts(x, &y_lo);
	return m_quotient_by(y, y_lo, x);
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

/* arc.go */

#define PI_HI 0x1.921fb54442d18p+1
#define PI_LO 0x1.1a62633145c07p-53

GOLGI_INLINE double m_atan_polynomial(double z)
{
	double z2 = z * z, z4 = z2 * z2;
	double low = g_fma(g_fma(0x1.c71c71c3045bap-4, z, -0x1.249249248d7e6p-3), z2,
		g_fma(0x1.9999999999953p-3, z, -0x1.5555555555555p-2));
	double mid = g_fma(g_fma(0x1.e19a10824a50bp-5, z, -0x1.110e87e6a8722p-4), z2,
		g_fma(0x1.3b1392d7e8f74p-4, z, -0x1.745d165de250bp-4));
	double high = g_fma(g_fma(0x1.0ad10221730d6p-6, z, -0x1.1b32a3266af2ep-5), z2,
		g_fma(0x1.74dd67f0d3109p-5, z, -0x1.ac7a7bd8f05cp-5));
	return g_fma(g_fma(high, z4, mid), z4, low);
}

GOLGI_INLINE double m_asin_polynomial(double z)
{
	double z2 = z * z, z4 = z2 * z2;
	double low = g_fma(g_fma(0x1.f1c71c1db0623p-6, z, 0x1.6db6db6e31f13p-5), z2,
		g_fma(0x1.3333333332ecap-4, z, 0x1.5555555555556p-3));
	double mid = g_fma(g_fma(0x1.782651caa6547p-7, z, 0x1.c9cf07674736ap-7), z2,
		g_fma(0x1.1c4d35cf95421p-6, z, 0x1.6e8bb1c8209a2p-6));
	double high = g_fma(g_fma(-0x1.e6aaa8a0a04ccp-7, z, 0x1.1d189408314eep-6), z2,
		g_fma(0x1.65a9c4dfcf8b2p-8, z, 0x1.52420b04b37bep-7));
	return g_fma(g_fma(g_fma(0x1.d72b2bc8155f8p-6, z4, high), z4, mid), z4, low);
}

GOLGI_INLINE double m_atan_sum(double eighths, double n, double n_lo, double d, double d_lo)
{
	double inverse = 1 / d, t = n * inverse;
	double t_lo = (g_fma(-t, d, n) + g_fma(-t, d_lo, n_lo)) * inverse;
	double z = t * t;
	double tail = g_fma(z * t, m_atan_polynomial(z), t_lo);
	double base = eighths * (PI_HI / 4), y = base + t;
	return y + ((base - y + t) + g_fma(eighths, PI_LO / 4, tail));
}

GOLGI_INLINE double m_atan_fast(double x)
{
	double a = g_abs(x) < 0x1p60 ? g_abs(x) : 0x1p60; /* NaN is 2^60 until the end */
	double n, n_lo, d, d_lo;
	m_two_sum(a, -1, &n, &n_lo);
	m_two_sum(a, 1, &d, &d_lo);
	golgi_bool low = a <= 0x1.a827999fcef32p-2, high = a > 0x1.3504f333f9de6p+1;
	double eighths = low ? 0.0 : high ? 2.0 : 1.0;
	n = low ? a : high ? -1 : n;
	n_lo = low | high ? 0 : n_lo;
	d = low ? 1 : high ? a : d;
	d_lo = low | high ? 0 : d_lo;
	double y = g_with_sign(m_atan_sum(eighths, n, n_lo, d, d_lo), g_bits(x));
	return x != x ? m_nan() : y;
}

GOLGI_SHARED double m_atan(double x) { return m_atan_fast(x); }

GOLGI_INLINE double m_asin_tail(double s, double z) { return s * z * m_asin_polynomial(z); }

GOLGI_INLINE double m_asin_double(double a, double *y_lo)
{
	double z = 0.5 * (1 - a), s = g_sqrt(z), y = s + s;
	double s_lo = g_fma(-s, s, z) / y, tail = s_lo + m_asin_tail(s, z);
	*y_lo = z == 0 ? 0 : tail + tail;
	return z == 0 ? 0 : y;
}

GOLGI_INLINE double m_asin_fast(double x)
{
	double a = g_abs(x), s_lo, s = m_asin_double(a, &s_lo), y = PI_HI / 2 - s;
	double outer = g_with_sign(y + ((PI_HI / 2 - y - s) + (PI_LO / 2 - s_lo)), g_bits(x));
	double inner = x + m_asin_tail(x, x * x);
	return !(a <= 1) ? m_nan() : a <= 0.5 ? inner : outer;
}

GOLGI_SHARED double m_asin(double x) { return m_asin_fast(x); }

GOLGI_INLINE double m_acos_fast(double x)
{
	double a = g_abs(x), s_lo, s = m_asin_double(a, &s_lo);
	double y = PI_HI / 2 - x, z = PI_HI - s;
	double inner = y + ((PI_HI / 2 - y - x) + (PI_LO / 2 - m_asin_tail(x, x * x)));
	double right = s + s_lo, left = z + ((PI_HI - z - s) + (PI_LO - s_lo));
	return !(a <= 1) ? m_nan() : a <= 0.5 ? inner : x > 0 ? right : left;
}

GOLGI_SHARED double m_acos(double x) { return m_acos_fast(x); }

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
