package mathlib

// A logEntry serves the numbers z of one of 32 intervals: inverse is about 1/z, and logHi + logLo = -ln
// inverse, logHi being a multiple of 2^-42.
type logEntry struct{ inverse, logHi, logLo float64 }

const (
	// logStart is the bits of 0.6953125, where the intervals begin. Each is 2^47 neighbouring numbers wide,
	// a 1/64 below 1 and a 1/32 above; 1 lies in the middle of line 19.
	logStart = 0x3FE6400000000000

	// logRadius bounds |z*inverse - 1|, which has at most 53 bits, since inverse is a multiple of 1/32
	// below z = 0.97 and of 1/64 above.
	logRadius = 0x1.74p-6
)

// logTable is derived again by TestLogTable.
var logTable = [32]logEntry{
	{0x1.7p+0, -0x1.739d7f6bbdp-2, -0x1.a7389314feb5p-52},
	{0x1.68p+0, -0x1.5d1bdbf581p-2, 0x1.8d6bdc9c7c238p-44},
	{0x1.6p+0, -0x1.4618bc21c6p-2, 0x1.3d82f484c84ccp-46},
	{0x1.58p+0, -0x1.2e8e2bae12p-2, 0x1.67b1e99b72bd8p-45},
	{0x1.5p+0, -0x1.1675cababap-2, -0x1.8380e731f55c4p-44},
	{0x1.48p+0, -0x1.fb9186d5e4p-3, 0x1.d572aab993c87p-47},
	{0x1.4p+0, -0x1.c8ff7c79aap-3, 0x1.7794f689f8434p-45},
	{0x1.38p+0, -0x1.9525a9cf46p-3, 0x1.297137d9f158fp-44},
	{0x1.38p+0, -0x1.9525a9cf46p-3, 0x1.297137d9f158fp-44},
	{0x1.3p+0, -0x1.5ff3070a7ap-3, 0x1.8586f183bebf2p-44},
	{0x1.28p+0, -0x1.29552f82p-3, 0x1.5b967f4471dfcp-44},
	{0x1.28p+0, -0x1.29552f82p-3, 0x1.5b967f4471dfcp-44},
	{0x1.2p+0, -0x1.e27076e2bp-4, 0x1.a342c2af0003cp-45},
	{0x1.18p+0, -0x1.6f0d28ae58p-4, 0x1.4b4641b664613p-44},
	{0x1.18p+0, -0x1.6f0d28ae58p-4, 0x1.4b4641b664613p-44},
	{0x1.1p+0, -0x1.f0a30c0118p-5, 0x1.d599e83368e91p-45},
	{0x1.1p+0, -0x1.f0a30c0118p-5, 0x1.d599e83368e91p-45},
	{0x1.08p+0, -0x1.f829b0e78p-6, -0x1.980267c7e09e4p-45},
	{0x1.04p+0, -0x1.fc0a8b0fcp-7, -0x1.f1e7cf6d3a69cp-50},
	{0x1p+0, 0, 0},
	{0x1.fp-1, 0x1.0415d89e78p-5, -0x1.dddc7f461c516p-44},
	{0x1.ep-1, 0x1.08598b59e4p-4, -0x1.7e5dd7009902cp-46},
	{0x1.d8p-1, 0x1.4d3115d208p-4, -0x1.53a2582f4e1efp-48},
	{0x1.c8p-1, 0x1.da72763844p-4, 0x1.a89401fa71733p-46},
	{0x1.b8p-1, 0x1.365fcb015ap-3, -0x1.fd3a0afb9691bp-44},
	{0x1.bp-1, 0x1.5bf406b544p-3, -0x1.27023eb68981cp-46},
	{0x1.a8p-1, 0x1.823c16551ap-3, 0x1.e0ddb9a631e83p-46},
	{0x1.98p-1, 0x1.d1037f2656p-3, -0x1.84a7e75b6f6e4p-47},
	{0x1.9p-1, 0x1.f991c6cb3cp-3, -0x1.90d04cd7cc834p-44},
	{0x1.88p-1, 0x1.1178e8227ep-2, 0x1.1ef78ce2d07f2p-44},
	{0x1.8p-1, 0x1.269621134ep-2, -0x1.1b61f10522625p-44},
	{0x1.78p-1, 0x1.3c25277333p-2, 0x1.83b54b606bd5cp-46},
}
