package rng

import (
	"math"
	"testing"
)

// Mean and variance are the mean, and the frequencies of single numbers those of the distribution: four standard errors.
func TestPoisson(t *testing.T) {
	const n = 20_000
	for _, mean := range []float64{0.01, 0.7, 5, 9.99, 10, 10.5, 37, 1234.5, 1e6} {
		sum, squares := 0.0, 0.0
		often := map[float64]float64{}
		for i := range uint32(n) {
			k := Poisson(Key{1, 2}, i, 3, 4, mean)
			if k < 0 || k != math.Floor(k) {
				t.Fatalf("mean %v: %v", mean, k)
			}
			sum += k - mean
			squares += (k - mean) * (k - mean)
			often[k]++
		}
		// The fourth moment about the mean is 3·mean² + mean.
		if math.Abs(sum/n) > 4*math.Sqrt(mean/n) || math.Abs(squares/n-mean) > 4*math.Sqrt((2*mean*mean+mean)/n) {
			t.Errorf("mean %v: %v off, variance %v", mean, sum/n, squares/n)
		}
		for k := math.Floor(mean - 2*math.Sqrt(mean)); k <= mean+2*math.Sqrt(mean) && mean < 100; k++ {
			if k < 0 {
				continue
			}
			gamma, _ := math.Lgamma(k + 1)
			p := math.Exp(k*math.Log(mean) - mean - gamma)
			if math.Abs(often[k]/n-p) > 4*math.Sqrt(p*(1-p)/n)+1e-9 {
				t.Errorf("mean %v: %v has frequency %v, want %v", mean, k, often[k]/n, p)
			}
		}
	}
}

// What is no mean gives 0, and nothing takes for ever.
func TestPoissonOfNoMean(t *testing.T) {
	for _, c := range []struct{ mean, want float64 }{
		{0, 0}, {-1, 0}, {math.NaN(), 0}, {math.Inf(-1), 0}, {math.Inf(1), math.Inf(1)}, {1e300, 1e300}, {1e-300, 0},
	} {
		for i := range uint32(20) {
			if got := Poisson(Key{1, 2}, i, 0, 0, c.mean); got != c.want {
				t.Errorf("mean %v: %v, want %v", c.mean, got, c.want)
			}
		}
	}
	if got := Poisson(Key{1, 2}, 0, 0, 0, 1e18); math.Abs(got-1e18) > 1e10 {
		t.Errorf("mean 1e18: %v", got)
	}
}

func TestLogFactorial(t *testing.T) {
	for _, k := range []float64{0, 1, 2, 5, 9, 10, 11, 100, 1e6} {
		if want, _ := math.Lgamma(k + 1); math.Abs(logFactorial(k)-want) > 1e-10*(1+want) {
			t.Errorf("ln(%v!) = %v, want %v", k, logFactorial(k), want)
		}
	}
}
