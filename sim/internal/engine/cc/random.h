/*
 * random.h: package rng in C, operation by operation: Philox4x32-10 of (index, tick, draw) under a key.
 */

/*
 * A word has as many bits as its products where vectors of these are multiplied at once: what stands above the word's own 32 is
 * nobody's business, and nothing is moved between lanes. That takes half the time. Elsewhere the words are packed.
 */
#ifdef __AVX512DQ__
typedef uint64_t g_word;
#else
typedef uint32_t g_word;
#endif

typedef struct {
	g_word w[4]; /* of 32 bits */
} g_block;

GOLGI_INLINE g_block g_philox(const uint32_t *key, uint32_t index, uint64_t tick, uint32_t draw)
{
	g_word c0 = index, c1 = (uint32_t)tick, c2 = (uint32_t)(tick >> 32), c3 = draw;
	uint32_t k0 = key[0], k1 = key[1];
#pragma GCC unroll 10
	for (int round = 0; round < 10; round++) {
		uint64_t p = (uint64_t)0xD2511F53 * (uint32_t)c0, q = (uint64_t)0xCD9E8D57 * (uint32_t)c2;
		c0 = (g_word)(q >> 32) ^ c1 ^ k0;
		c1 = (g_word)q;
		c2 = (g_word)(p >> 32) ^ c3 ^ k1;
		c3 = (g_word)p;
		k0 += 0x9E3779B9;
		k1 += 0xBB67AE85;
	}
	g_block b = {{(uint32_t)c0, (uint32_t)c1, (uint32_t)c2, (uint32_t)c3}};
	return b;
}

/* 27 and 26 bits, whose signed conversions are those that all processors have for vectors, of as many bits as the words have; all of this is exact. */
GOLGI_INLINE double g_unit(g_word a, g_word b)
{
#ifdef __AVX512DQ__
	return ((double)(int64_t)(a >> 5) * 0x1p26 + (double)(int64_t)(b >> 6)) * 0x1p-53;
#else
	return ((double)(int32_t)(a >> 5) * 0x1p26 + (double)(int32_t)(b >> 6)) * 0x1p-53;
#endif
}

GOLGI_INLINE double g_rand_fast(const uint32_t *key, int64_t index, uint64_t tick, uint32_t draw)
{
	g_block b = g_philox(key, (uint32_t)index, tick, draw);
	return g_unit(b.w[0], b.w[1]);
}

/* 1 - u lies in [2^-53, 1] and the angle in [0, 2 pi): neither function leaves its usual range. */
GOLGI_INLINE double g_randn_fast(const uint32_t *key, int64_t index, uint64_t tick, uint32_t draw)
{
	golgi_bool never = 0;
	g_block b = g_philox(key, (uint32_t)index, tick, draw);
	double radius = g_sqrt(-2 * m_log_fast(1 - g_unit(b.w[0], b.w[1]), &never));
	return radius * m_cos_fast(g_unit(b.w[2], b.w[3]) * 0x1.921fb54442d18p+2, &never);
}

GOLGI_SHARED double g_rand(const uint32_t *key, int64_t index, uint64_t tick, uint32_t draw)
{
	return g_rand_fast(key, index, tick, draw);
}

GOLGI_SHARED double g_randn(const uint32_t *key, int64_t index, uint64_t tick, uint32_t draw)
{
	return g_randn_fast(key, index, tick, draw);
}

/* The numbers of rng.Stream, one after another. */
typedef struct {
	uint64_t next;
	double second;
} g_stream;

GOLGI_INLINE double g_next(g_stream *s, const uint32_t *key, uint32_t index, uint64_t tick)
{
	uint64_t k = s->next++;
	if (k & 1)
		return s->second;
	g_block b = g_philox(key, index, tick, (uint32_t)(k >> 1));
	s->second = g_unit(b.w[2], b.w[3]);
	return g_unit(b.w[0], b.w[1]);
}

/* How many elements are skipped before the next one: a position plus a gap is below 2^63. */
GOLGI_INLINE int64_t g_gap(g_stream *s, const uint32_t *key, uint32_t index, uint64_t tick, double log1mp)
{
	const double never = 0x1p62;
	if (!(log1mp < 0))
		return (int64_t)never;
	double gap = m_log(1 - g_next(s, key, index, tick)) / log1mp;
	return (int64_t)(gap < never ? gap : never);
}

/* ln(k!) */
GOLGI_INLINE double g_log_factorial(double k)
{
	double shift = 1;
	while (k < 10) {
		k += 1;
		shift *= k;
	}
	double square = k * k;
	double series = (1.0 / 12 - (1.0 / 360 - 1 / (1260 * square)) / square) / k;
	return (k + 0.5) * m_log(k) - k + 0.91893853320467274 + series - m_log(shift);
}

GOLGI_SHARED double g_poisson(const uint32_t *key, int64_t index, uint64_t tick, uint32_t draw, double mean)
{
	if (!(mean > 0))
		return 0;
	if (mean >= 0x1p63)
		return mean;
	if (mean < 10) {
		double u = g_rand_fast(key, index, tick, draw);
		double p = m_exp(-mean), sum = p, k = 0;
		while (u >= sum && k < 200) {
			k += 1;
			p = p * mean / k;
			sum += p;
		}
		return k;
	}
	double b = 0.931 + 2.53 * g_sqrt(mean);
	double a = 0.02483 * b - 0.059;
	double inverse = 1.1239 + 1.1328 / (b - 3.4);
	double sure = 0.9277 - 3.6224 / (b - 2);
	double log_mean = m_log(mean);
	for (uint32_t attempt = 0; attempt < 256; attempt++) {
		g_block w = g_philox(key, (uint32_t)index, tick, draw + (attempt << 16));
		double u = g_unit(w.w[0], w.w[1]) - 0.5, v = g_unit(w.w[2], w.w[3]);
		double us = 0.5 - g_abs(u);
		double k = g_floor((2 * a / us + b) * u + mean + 0.43);
		if (us >= 0.07 && v <= sure)
			return k;
		if (k < 0 || (us < 0.013 && v > us))
			continue;
		if (m_log(v * inverse / (a / (us * us) + b)) <= k * log_mean - mean - g_log_factorial(k))
			return k;
	}
	return g_floor(mean);
}
