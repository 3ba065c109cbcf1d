// Package clustered explores the clustered network of Litwin-Kumar & Doiron (2012): excitatory neurons that are more
// likely to be connected, and more strongly, within clusters than between them. R_ee is the ratio of the
// two probabilities. The slow switching of clusters between activity and silence shows in the Fano factor of
// spike counts.
//
//	golgi clustered run --explore R_ee=1,1.6,2.2,2.4,2.5,2.6,2.8,3.2
//
// Equations of both populations: V is the membrane potential in units of the threshold, x and y are the two stages
// of the synaptic currents, a spike adds the weight J to y:
//
//	dV/dt = (mu - V)/tau + I_e - I_i
//	I_s   = x_s/(tau2_s - tau1)
//	dx_s/dt = ((tau2_s - tau1)/tau2_s · y_s - x_s)/tau1
//	dy_s/dt = -y_s/tau2_s
//
// Source: Litwin-Kumar & Doiron (2012), Nat. Neurosci. 15:1498; pypet 0.7.0, example 24.
package clustered
