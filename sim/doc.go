// Package sim is a simulator of spiking neural networks whose model language is that of Brian 2.
//
// There are four nouns. An Object is an immutable description of a part of a network: a NeuronGroup (which
// Poisson groups, spike generator groups and pulse packets are as well), a Subgroup of one, Synapses, a PoissonInput, a
// RunRegularly, a NetworkOperation, a Monitor. It is made from a struct literal, and its equations are parsed, checked for units
// and lowered once, when it is made; all runs share it. A Network holds the state of its objects and runs them. An Engine executes the network's steps. A
// Clock gives the objects on it their step size.
//
// Ordinary use:
//
//	group, err := sim.NewNeuronGroup(sim.Neurons{
//		Name: "neurons", Size: 100,
//		Equations: "dv/dt = (I - v) / (10*ms) : 1 (unless refractory)\nI : 1",
//		Threshold: "v > 1", Reset: "v = 0", Refractory: "2 ms",
//		Initial: []sim.Set{{Variable: "I", Value: "1 + i/N"}},
//	})
//	spikes, err := sim.NewSpikeMonitor(sim.Recording{Name: "spikes", Of: group})
//	net, err := sim.NewNetwork(sim.Options{Seed: 1})
//	err = net.Add(group, spikes)
//	err = net.Run(ctx, units.Second.Of(1))
//	recorded, err := net.Spikes(spikes)
//
// # The language
//
// Equations are lines, in which # begins a comment, and an expression goes on in the next line within parentheses or behind a
// backslash:
//
//	dv/dt = (g*(E - v) + I)/C : volt (unless refractory)  # differential equation; the unit is that of v
//	g = gmax*m**3*h : siemens                             # subexpression, computed where it is used
//	I : amp (constant)                                    # parameter, set by Initial and Set
//
// Blocks of equations are joined by a line break. There are ready-made ones, such as AlphaSynapse and SodiumCurrent; Substitute
// gives them names of one's own, or values. Units are those without a prefix (volt, not mV), 1, integer or boolean. Flags are
//
//	unless refractory  of differential equations: refractory neurons keep the value, and synapses do not write it
//	constant           of parameters: no text writes them in a run
//	shared             of parameters and subexpressions: one value for all elements
//	linked             of parameters of neurons: what Linked names, a variable or subexpression of another group
//	constant over dt   of subexpressions: computed once at the beginning of a step, also with rand()
//	clock-driven       of differential equations of synapses: integrated at every step, by Synapse.Method; without a flag they are, too
//	event-driven       of differential equations of synapses: integrated when a spike arrives, see below
//	summed             of subexpressions of synapses, x_post or x_pre: summed onto x of the neurons at that end, see below
//
// Texts know the variables of the object; in synapses those of both neurons (v_pre, v_post; v is v_post); t, dt,
// t_in_timesteps, i, j, N, N_pre, N_post, N_incoming, N_outgoing, lastspike, not_refractory; the Namespace; all units of
// package units; pi, e, inf; and Brian's constants of nature: avogadro_constant, boltzmann_constant, electric_constant,
// electron_mass, elementary_charge, faraday_constant, gas_constant, magnetic_constant, molar_mass_constant, zero_celsius.
// In a text about a Subgroup i and N count within it. Numbers are Python's: 5, 5., .5, 1e-3, 1_000, 0x1F, 0o17, 0b101; without point and exponent they are
// integers. Operators are Python's: + - * / // % **, comparisons, and, or, not;
// functions are abs, arccos, arcsin, arctan, ceil, clip, cos, cosh, exp, expm1, exprel, floor, int, log, log10, log1p, poisson,
// rand, randn, sign, sin, sinh, sqrt, tan, tanh, timestep. Of these, floor, ceil, abs and clip keep units, and floor and ceil count in base units. Booleans are compared
// as 0 and 1, and "not x" of a number is whether it is 0.
//
// Functions are those of users, with a head and a body: "f(x, y)": "x*exp(-y/tau)". They are written out where they are called, so
// that their units are checked at each call. All texts about an object call its functions, those of Sets, Selections, PoissonInputs and of what runs regularly
// as well, which may have further ones. They are stateless: they know their parameters, the Namespace, units and other functions.
// A [GoFunction] is written in Go, with the units of its arguments and of its value; all engines call it, with the same bits.
//
// What runs regularly may write shared variables, in its first statements, from what is the same for all elements; they are executed
// once, the others for each element. In resets and pathways shared variables cannot be written.
//
// A TimedArray of the Namespace is a function of time that is given by values: stimulus(t), or stimulus(t, i) for column i. It may
// stand in any text, with any time as its argument; see there for what it is between its points and beyond them.
//
// What a variable is given by =, Initial or Set is converted to its type, as in Brian 2: a float is cut off towards zero for an integer, a condition is 0 or 1 for a
// number, and a number is true where it is not 0. So is what is held over a step, and a sum onto an integer. An integer variable cannot be changed by a
// float (n += 0.5), but for that of a neuron by a synapse, where each result is cut off; a subexpression that is not held must have the type that it declares.
//
// Where Golgi differs from Brian 2: integers that do not fit 32 bits, NaN, units that differ and booleans with a sign are
// refused, wherever they are written; an integer variable that would leave 32 bits, or get what is no number, ends the run, where Brian's goes on from the other end, or is -2147483648;
// between variables, integers have 64 bits; a float is cut off at once, where Brian's numpy target shows it to the statements behind; a boolean counts as 0 or 1 in arithmetic, so that the sum of two may be 2;
// 2**-1 is 0.5, where Brian cuts powers of literal integers off; // and % take units; what is NaN in Python is NaN; however long a refractory period, a neuron
// that has not spiked is not refractory; where the step size grows between runs, all spikes under way arrive, of which Brian loses some; initial values and delays wait for the variables that their texts read, and a delay
// cannot read one that Initial does not set; a name that is assigned to, no variable and never used, is taken for a slip; statements are executed one after
// another, as Brian's compiled targets do it: after "x = v" and then "v *= 2" x is what v was, where the numpy target doubles it, too, and what
// synapses of one step do to one another is seen by the next of them; t, dt and t_in_timesteps in a pathway are those of the neurons that spike, and in a sum those of what is
// summed onto, where Brian's are those of the clock of the Synapses, which may be ahead; poisson of a negative mean is 0, of one beyond 64 bits the largest
// integer; no text of a run writes lastspike and not_refractory; an Index counts from 0, a Slice from the end as well.
//
// # From Brian 2
//
// BRIAN2.md in this folder has every word of Brian 2's user guide: what it is called here, what differs, what is not there. Here are the usual forms. Each has an
// example that runs: those of the package (Example), of Neurons, Link, Functions, Substitute, Set, Connect and so on.
//
//	NeuronGroup(N, eqs, threshold=…, reset=…)   NewNeuronGroup(Neurons{Size: N, Equations: eqs, Threshold: …, Reset: …})
//	names found in the script                    Namespace
//	w = 2*EPSP, in the script                    a line of the equations: "w = 2*EPSP : volt"; or Quantity.Mul, Div, …
//	a function in Python, with check_units       Functions: Functions{"f(x, y)": "x*exp(-y/tau)", "g(x)": GoFunction{…}}
//	G.v = 'rand()'; G.v['i < 3'] = 0             Initial or Network.Set: Set{Variable: "v", Value: "rand()"}, Set{…, Where: "i < 3"}
//	Equations(eqs, tau='tau_m', El=-70*mV)       Substitute(eqs, map[string]any{"tau": "tau_m", "El": units.Millivolt.Of(-70)})
//	G.v[3:7] = …; S.w[1, :] = …                  Network.Set: Set{…, Slice: "3:7"}; Set{…, I: []int{1}}
//	G.v['v > 0']; S.w['i == j']; S.w[:, 2]       Network.GetAt(G, "v", Selection{Where: "v > 0"}); …; Selection{J: []int{2}}
//	G.indices['v > 0']                           Network.Find(G, Selection{Where: "v > 0"})
//	G.x = linked_var(H, 'v', index=[2, 0, …])    Linked: map[string]Link{"x": {Of: h, Variable: "v", Index: []int{2, 0, …}}}
//	G[5:10]                                      G.Subgroup("name", 5, 10)
//	G[[1, 4, 6]]                                 G.Pick("name", []int{1, 4, 6})
//	Synapses(G, H, model, on_pre, on_post)       NewSynapses(Synapse{Source: G, Target: H, Model: …, OnPre: …, OnPost: …})
//	Synapses(…, method=…, dt=…, order=…)         Synapse{Method: …, DT: …, Order: …}
//	Synapses(astrocytes, S, 'G_post = G_pre …')  the same: Synapse{Source: astrocytes, Target: s, Model: "G_post = G_pre : 1 (summed)"}
//	S.connect(j='k for k in range(i)')           Connect: []Connect{{JOf: "k for k in range(i)"}}; IOf for i='…'
//	S.connect(condition, p=…, n=…)               Connect: []Connect{{Condition: …, Probability: …, N: …}}
//	S.connect(i=…, j=…); S.w = '1/(1 + i + j)'   Connect: []Connect{{I: …, J: …}}, Initial: []Set{{Variable: "w", Value: "1/(1 + i + j)"}}
//	S.connect(i=np.arange(10), j=1, n=3)         Connect: []Connect{{I: …, J: []int{1}, N: "3"}}
//	i, j = W.nonzero(); S.connect(i=i, j=j);     Connect: []Connect{{W: Weights{Matrix: W}}}
//	  S.w = W[i, j]
//	Synapses(…, multisynaptic_index='k')         Synapse{MultisynapticIndex: "k"}
//	S.w[:, :, 5:] = 1; S.w[G[:3], :] = 2         Set{Variable: "w", Value: 1.0, Where: "k >= 5"}; Set{…, I: []int{0, 1, 2}}
//	S.N_outgoing_pre, S.N_incoming_post          Network.Degrees(S)
//	W[S.i[:], S.j[:]] = S.w[:]                   Network.Get(S, "i"), Network.Get(S, "j") and Network.Get(S, "w"), in one order
//	S.delay = '…'; S.post.delay = '…'            Delay, PostDelay, or Network.Set: Set{Variable: "delay", Value: "…"}; Set{Variable: "post.delay", …}
//	Synapses(…, on_pre={'pre': …, 'mul': …})     OnPre, and Pathways: []Pathway{{Name: "mul", OnPre: …}}
//	S.mul.order = -2; S.mul.delay = '…'          Pathway{…, Order: -1, Delay: "…"}, which counts from Brian's -1; Set{Variable: "mul.delay", …}
//	PoissonGroup(N, rates); PoissonInput(G, …)   NewPoissonGroup(Poisson{…}), NewPoissonInput(Drive{Of: G, …})
//	SpikeGeneratorGroup(N, i, t); set_spikes     NewSpikeGeneratorGroup(SpikeGenerator{…}), Network.SetSpikes
//	a threshold or a reset in Python             Neurons{…, ThresholdFunc: …, ResetFunc: …}: functions in Go
//	Brian 1's EmpiricalThreshold('v > 0', 3*ms)  Neurons{…, Threshold: "v > 0", Refractory: "3 ms"}, without (unless refractory)
//	SpikeMonitor(G, variables=['v'])             NewSpikeMonitor(Recording{Of: G, Variables: []string{"v"}})
//	M.count                                      Network.Spikes(M), and of these Spikes.Counts()
//	SpikeMonitor(G, record=False)                NewSpikeCounter; Network.NumSpikes is Brian 1's PopulationSpikeCounter
//	M.values('v'), M.spike_trains()              Network.Spikes(M), and of these Spikes.Values("v"), Spikes.Values("t")
//	Brian 1's ISIHistogramMonitor(G, bins)       NewISIHistogramMonitor(Recording{Of: G, Bins: units.Millisecond.OfAll(0, 10, 20)})
//	PopulationRateMonitor(G)                     NewPopulationRateMonitor(Recording{Of: G})
//	M.smooth_rate('gaussian', 5*ms)              Network.Rates(M), and of these Rates.Smooth("gaussian", units.Millisecond.Of(5))
//	NeuronGroup(…, events={'e': 'v > 1'})        Neurons{…, Events: []Event{{Name: "e", Condition: "v > 1"}}}
//	G.run_on_event('e', 'v = 0')                 Neurons{…, RunOnEvent: []RunOnEvent{{Event: "e", Code: "v = 0"}}}
//	G.set_event_schedule('e', when='end')        Neurons{…, EventSchedule: []EventSchedule{{Event: "e", When: "end"}}}
//	Synapses(…, on_event={'pre': 'e'})           Synapse{…, PreEvent: "e"}
//	EventMonitor(G, 'e')                         NewEventMonitor(Recording{Of: G, Event: "e"})
//	StateMonitor(G, 'v', record=[0, 3], dt=…)    NewStateMonitor(Recording{Of: G, Variables: …, Record: []int{0, 3}, Every: …})
//	StateMonitor(S, 'w', record=S[0, :])         NewStateMonitor(Recording{Of: S, Variables: …, Select: Selection{I: []int{0}}})
//	M.record_single_timestep()                   Network.RecordSingleTimestep(M)
//	Brian 1's SpikeMonitor(G, function=f)          NewSpikeOperation(SpikeFunction{Of: G, Do: func(net *sim.Network, neurons []int) error {…}})
//	Brian 1's StateMonitor(…, record=False).mean   NewMeanMonitor(Recording{Of: G, Variables: …}), also the variance
//	TimedArray(values, dt=1*ms); 2-D values      NewTimedArray(Timed{Values: …, DT: …}), Timed{…, Columns: 4}, in the Namespace
//	Network(…), run(1*second)                    NewNetwork, Network.Add, Network.Run
//	net.schedule = ['start', …]                  Options{Slots: []string{"start", …}}
//	G.run_regularly('v = 0', dt=1*ms)            NewRunRegularly(Regularly{Of: G, Code: "v = 0", Every: …})
//	@network_operation(dt=1*ms, when='end')      NewNetworkOperation(Operation{Every: …, When: "end", Do: func(net *sim.Network) error {…}})
//	defaultclock.dt = 0.05*ms, between runs      Network.SetDT(units.Millisecond.Of(0.05))
//	tau = 5*ms, between runs                     Network.SetConstant(G, "tau", units.Millisecond.Of(5))
//	store(); restore()                           Network.Snapshot, Network.Restore
//	store(filename=…); restore(filename=…)       Snapshot.Save, Network.LoadSnapshot, and Restore
//	restore(…, restore_random_state=True)        Network.Reseed(snapshot.Seeds()), Network.BuildWith(snapshot.BuildSeeds()); else the network's own
//	M.active = False                             Network.Deactivate(M)
//	run(…, profile=True); profiling_summary()    Options.Profile or Network.Profile, Network.ProfilingSummary, the flag --profile
//	scheduling_summary()                         Network.Explain
//	stop()                                       Network.Stop, in an Operation
//	seed(1)                                      Options.Seed
//
// # Integration
//
// Neurons.Method and Synapse.Method name the method by which differential equations are integrated. Without a name it is the one that
// Brian 2 takes, which Remarks tells: "exact" where Brian finds the solution, else "euler", and "heun" where noise is
// multiplicative. With a TimedArray it hangs on the step size, which Network.Method knows: f(t) is constant over a step, so that exact
// can be taken, where its DT is a multiple of dt.
//
//	exact              linear equations whose coefficients are constant over a step, also where they differ between
//	                   neurons; any of them, singular and oscillating ones as well ("linear" and "independent" are the same)
//	exponential_euler  equations that are linear in their own variable; functions of it are held during the step
//	euler              forward Euler; additive noise
//	rk2, rk4           Runge and Kutta, of order 2 (midpoint) and 4; no noise
//	heun               noise of any kind, in the sense of Stratonovich; without noise it is euler
//	milstein           noise with one source for each equation; without noise it is euler
//	rkf45              Runge, Kutta and Fehlberg, with steps of its own for each neuron, as long as MethodOptions.AbsoluteError
//	                   allows ("gsl_rkf45" is the same); no noise, no random numbers
//
// A method may also be a text, as Brian's ExplicitStateUpdater takes it: f is what stands behind dx/dt = without noise, g
// the factor of the noise, dW its integral over the step, and MethodOptions.Noise says which noise it can integrate.
//
//	Method: `
//		k = dt*f(x, t)
//		x_new = x + dt*f(x + k/2, t + dt/2)`,
//
// # Synapses
//
// What is event-driven is integrated exactly from lastupdate to t before the statements of any pathway of the synapse, and then
// lastupdate is t; in between it is as it was then, also for Get and monitors. Its equations are linear in such variables, which may
// drive each other; parameters, and variables of neurons, count as constant since the last spike. Each such variable takes 8 bytes of
// a synapse, and lastupdate 8 more. Only the synapses of neurons that spike cost time. Without them, a parameter may
// have the name lastupdate.
//
// A sum is made at the beginning of each step of the neurons at whose end it is, in the order of the synapses: onto a parameter, of
// which there is one sum, and which is 0 where a neuron has no synapse. Its expression sees the last sums. As in Brian 2, a sum
// onto a group is there before the group is integrated, and a sum onto a Subgroup in the same slot as that, by the order of names.
//
// A pathway is what synapses do when neurons at one end spike: OnPre is "pre", OnPost is "post", Pathways has others. Each has a
// delay (Delay of OnPre, PostDelay of OnPost, Pathway.Delay of others), of all its synapses or of each, which takes 12 bytes of a synapse.
// It is read and set as "delay" of OnPre and as "post.delay" and so on of the others,
// before a run or between runs: spikes that are under way arrive when they would have. Statements read theirs as delay.
//
// Synapses may begin or end at other Synapses, whose synapses then count as neurons do, numbered in their order: w_post is the variable of
// that at the end, and so is w where a synapse has none itself; i_post and j_post are its neurons, and x_pre_post is x of the first of them.
// All of that can be read; the variables of the synapses at the end can be written, and summed onto, too. They do not spike, so that
// pathways wait for neurons at the other end. What is at the end is connected first. (Brian 2 knows i_post, j_post and variables, but
// neither x_pre_post nor subexpressions that read neurons.)
//
// # Noise and random numbers
//
// White noise is called xi, in one differential equation of a model, or xi_a, xi_b, ..., where the same name is the same
// noise in all equations; its unit is second**-0.5. rand(), randn() and poisson(mean) draw a number at each evaluation, in
// equations, thresholds, resets, pathways, delays, connections and initial values. All of them are functions of the seed, the
// trial, the name of the object, the place in the text, the element and the step: what else is in a network, how many
// threads there are and which engine runs it change nothing. What is built can have seeds of its own: [Network.BuildWith], [Network.Fix].
//
// # Runs
//
// A run of a and then one of b do what one of a+b does, to the bit, as in Brian 2: spikes of the last step of a arrive in b, monitors in
// the slot "start" record in the first step of b what the last of a has left, and do not record what b leaves; random numbers go on. A run
// makes the steps whose time is before its end, so that one that is shorter than a step may make none.
//
// Between runs, Set, SetSpikes, SetConstant, SetDT, Activate and Deactivate change a network. Brian looks names of a script up anew at each run; here
// SetConstant says what becomes of them. A Snapshot holds all of that: state, spikes under way, clocks, step sizes, who is active and constants,
// which Brian's store leaves to the script. Save writes one to a file, and LoadSnapshot reads it into a network of the same objects, in another program and
// on another engine too: what goes on from there has the same bits. A file says how it differs where the objects are not the same.
//
// A network can also begin where another simulator has stopped: SetTime, Set of all variables (lastspike, not_refractory and lastupdate among
// them) and SetUnderWay. With Options.ByPosition, random numbers then do not depend on the names that the other has for objects.
//
// # Recordings larger than memory
//
// What monitors of spikes, events, states and rates record stays in memory, unless Network.Stream gives it a Sink: then it goes there in blocks of
// about a megabyte while the network runs, and is not kept. The rows are the same. What has been handed on does not come back: clones, snapshots and
// Restore leave sinks alone. Monitors that gather (SpikeCounter, MeanMonitor, ISIHistogramMonitor) need no more memory however long a run lasts.
//
//	err = net.Stream(spikes, sim.SinkFunc(func(rows []sim.Series) error {
//		times, neurons := rows[0].Values.([]float64), rows[1].Values.([]int32)
//		…
//	}))
//
// # Progress
//
// Network.Report has a Run tell how far it is, at a steady pace whatever its steps take. A context that is cancelled ends a Run at
// the end of the step. What is no error, but hardly meant, is in Network.Warnings, and told to Options.Warn: rates of a Poisson group
// that a text makes negative, which count as 0, and a TimedArray whose rows begin within steps.
//
// # What Brian 2 has and Golgi has not yet
//
// Of Brian 2.5.1's user guide, chapter by chapter:
//
//	models      SpatialNeuron, Morphology, the flag (point current), and what goes with cables
//	models      the methods gsl_rk2, gsl_rk4, gsl_rkck, gsl_rk8pd, and statistics of the steps of gsl_rkf45
//	models      float32: dtype, prefs.core.default_float_dtype; all floats have 64 bits
//	models      a function in a language of a target (implementation, cpp_code); those in Go are called by all engines
//	functions   BinomialFunction as a function of texts; PoissonInput draws from that distribution
//	input       another slot for a PoissonGroup (when=); its NeuronGroup can have one
//	recording   EventMonitor(record=False), which counts alone; smoothing rates with a window of numbers
//	integration options of gsl methods but the errors and max_steps: steps always adapt, and are not counted
//	functions   another TimedArray for a name between runs
//	input       a namespace of a run (run(…, namespace=…)); each object has its own
//	recording   get_states and set_states of a whole network, and pandas
//	running     slots with names of one's own (Network.schedule); Options.Slots orders those that there are
//	running     several threads for one network (prefs.devices.cpp_standalone.openmp_threads), standalone programs
//	running     dimensions and preferences that a user defines (get_or_create_dimension, prefs)
//	running     MagicNetwork and start_scope, which are not to come: who is in a network is said by Add
//
// # Invariants
//
// What a network computes is a function of its objects, the order of calls, the seed and the trial: to the
// last bit, on every machine and engine. Names of objects are unique within a network, since the random numbers
// of an object depend on its name. A Network is used by one goroutine at a time; objects may be shared.
//
// # Caveats
//
// Arrays are bare numbers in SI units. The units of a variable are those of its equation.
package sim
