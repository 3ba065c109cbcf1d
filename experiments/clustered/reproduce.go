package clustered

import (
	"golgi/cli"
)

// The bands are those of independent simulations, written from the equations (6 and 3 seeds), of all excitatory neurons,
// in windows of 100 ms, with the population's variance and silent neurons counted 0.
var campaigns = []cli.Campaign{
	{Name: "paper", Run: "--set paper --explore R_ee=1,1.8,2.2,2.4,2.5,2.6,2.7,2.8,3.2 --explore seed=1,2,3 measurement_run=10s", Expect: []cli.Expectation{
		{What: "Fano factor at R_ee = 1", Of: "fano_pypet", Where: "R_ee == 1", Band: cli.Between(0.76, 0.86), Source: "independent simulation: .81"},
		{What: "largest Fano factor for 2.4 <= R_ee <= 2.7", Number: largest, Band: cli.AtLeast(1.2), Where: "R_ee >= 2.4 && R_ee <= 2.7",
			Source: "independent simulation: 1.37 at 2.4, 1.58 at 2.6"},
		{What: "Fano factor at R_ee = 3.2", Of: "fano_pypet", Where: "R_ee == 3.2", Band: cli.AtMost(0.5), Source: "independent simulation: .35"},
		{What: "rate of excitatory neurons at R_ee = 1", Of: "rate_e", Where: "R_ee == 1", Band: cli.Between(2.40, 2.70), Source: "independent simulation: 2.55"},
		{What: "rate of inhibitory neurons at R_ee = 1", Of: "rate_i", Where: "R_ee == 1", Band: cli.Between(3.28, 3.58), Source: "independent simulation: 3.43"},
	}},
	{Name: "pypet", Run: "--set pypet --explore R_ee=1,1.4,1.8,2.2,2.6,3,3.4 --explore seed=1,2,3,4,5,6 measurement_run=1.5s", Expect: []cli.Expectation{
		{What: "Fano factor at R_ee = 1", Of: "fano_pypet", Where: "R_ee == 1", Band: cli.Between(0.43, 0.53), Source: "independent simulation: .48"},
		{What: "Fano factor at R_ee = 1.4", Of: "fano_pypet", Where: "R_ee == 1.4", Band: cli.Between(0.44, 0.54), Source: "independent simulation: .49"},
		{What: "Fano factor at R_ee = 1.8", Of: "fano_pypet", Where: "R_ee == 1.8", Band: cli.Between(0.45, 0.55), Source: "independent simulation: .50"},
		{What: "Fano factor at R_ee = 2.2", Of: "fano_pypet", Where: "R_ee == 2.2", Band: cli.Between(0.47, 0.57), Source: "independent simulation: .52"},
	}},
}

// largest returns the largest Fano factor, of the means over seeds.
func largest(r cli.Report) (float64, error) {
	means, err := summarise(r, r.Trajectory, "connections.R_ee")
	if err != nil {
		return 0, err
	}
	most := 0.0
	for _, g := range means.Groups {
		most = max(most, g.Mean[fanoPypet])
	}
	return most, nil
}
