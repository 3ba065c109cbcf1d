package clustered

import "golgi/trajectory"

// The numbers of the table, in its order.
const (
	fanoPypet = iota
	fano
	rateE
	rateI
	cv
)

// summarise returns the means over the finished runs with one value of each of the parameters by.
func summarise(from trajectory.Loader, traj *trajectory.Trajectory, by ...string) (*trajectory.Means, error) {
	table, err := trajectory.Rows(from, traj, append(by, "statistics.fano_pypet", "statistics.fano", "rate_e", "rate_i", "cv")...)
	if err != nil {
		return nil, err
	}
	return table.Means(by...)
}

// rEE returns the clustering of a group, which is its first value.
func rEE(g trajectory.Group) float64 { return g.Values[0].(float64) }
