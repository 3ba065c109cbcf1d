package spiketrain

// A Burst is some spikes of a train in quick succession.
type Burst struct {
	Start, Stop float64 // times of the first and the last, s
	Spikes      int
}

// Bursts returns where at least so many spikes follow each other at intervals of at most longest seconds. times are sorted. Of a number
// below 2, it is taken for 2.
//
// Source: Legendy & Salcman (1985), J. Neurophysiol. 53:926, without their measure of surprise; Chiappalone et al. (2005), Neurocomputing 65:653.
func Bursts(times []float64, longest float64, atLeast int) (bursts []Burst) {
	atLeast = max(atLeast, 2)
	for from := 0; from < len(times); {
		to := from
		for to+1 < len(times) && times[to+1]-times[to] <= longest {
			to++
		}
		if n := to - from + 1; n >= atLeast {
			bursts = append(bursts, Burst{times[from], times[to], n})
		}
		from = to + 1
	}
	return bursts
}

// BurstFraction returns the part of all spikes that belong to bursts; NaN where there are no spikes.
func BurstFraction(trains [][]float64, longest float64, atLeast int) float64 {
	inside, all := 0.0, 0.0
	for _, train := range trains {
		all += float64(len(train))
		for _, burst := range Bursts(train, longest, atLeast) {
			inside += float64(burst.Spikes)
		}
	}
	return inside / all
}
