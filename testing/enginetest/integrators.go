package enginetest

import "golgi/sim"

// integrators has a group for each method, of equations that spike: nonlinear ones, ones with noise, and linear ones whose
// coefficients differ between neurons.
func integrators(size int) Description {
	d := Description{Duration: q("40 ms")}
	add := func(name, method, noise, equations string) {
		d.Neurons = append(d.Neurons, sim.Neurons{
			Name: name, Size: size, Equations: equations, Method: method, Options: sim.MethodOptions{Noise: noise},
			Threshold: "v > 1", Reset: "v = 0; w += 0.1", Refractory: "1 ms",
			Namespace: sim.Namespace{"tau": q("4 ms"), "sigma": 0.3},
			Initial:   []sim.Set{set("v", "i/N"), set("mu", "1.5 + i/N")},
		})
		d.Monitors = append(d.Monitors, append(spikesOf(name), states(name, "v", "w"))...)
	}
	const (
		curved = "dv/dt = (mu - sin(v) - w + 0.2*sin(t/ms))/tau : 1 (unless refractory)\n" +
			"dw/dt = (v**2 - w)/(5*tau) : 1\nmu : 1"
		linear = "dv/dt = (mu - v - mu*w)/tau : 1 (unless refractory)\ndw/dt = (mu*v - w)/(9*tau) : 1\nmu : 1"
		chain  = "dv/dt = (mu + w - v)/tau : 1\ndw/dt = (u - w)/(mu*tau) : 1\ndu/dt = -u/(2*mu*tau) : 1\nmu : 1"
		noisy  = "dv/dt = (mu - v)/tau + sigma*(xi_1 + 0.5*xi_2)*tau**-0.5 : 1 (unless refractory)\n" +
			"dw/dt = -w/tau + sigma*xi_1*tau**-0.5 : 1\nmu : 1"
		random = "dv/dt = (mu - v)/tau + sigma*(v + w)*xi_1*tau**-0.5 : 1 (unless refractory)\n" +
			"dw/dt = -w/tau + sigma*w*xi_2*tau**-0.5 : 1\nmu : 1"
	)
	add("rk2", "rk2", "", curved)
	add("rk4", "rk4", "", curved)
	add("rkf45", "rkf45", "", curved)
	add("gates", "exponential_euler", "", "dv/dt = (mu - tanh(v)*(v - 0.5) - v)/tau : 1 (unless refractory)\ndw/dt = (v - w)/tau : 1\nmu : 1")
	add("linear", "exact", "", linear)
	add("chain", "exact", "", chain)
	add("additive", "euler", "", noisy)
	add("heun", "heun", "", random)
	add("milstein", "milstein", "", random)
	add("own", "k = dt*f(x, t) + g(x, t)*dW/2\nx_new = x + dt*f(x + k/2, t + dt/2) + g(x, t)*dW", "additive",
		"dv/dt = (mu - v**2)/tau + sigma*xi*tau**-0.5 : 1\ndw/dt = -w/tau : 1\nmu : 1")
	d.Neurons[0].Reset = "v = 0.02*poisson(3*mu); w += 0.001*poisson(20*mu)" // few and many at once
	return d
}
