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
