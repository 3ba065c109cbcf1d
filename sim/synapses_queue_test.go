package sim_test

import (
	"cmp"
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"

	"pgregory.net/rapid"
)

// arrival is a spike on its way to a synapse.
type arrival struct{ due, spike, neuron, synapse int } // steps, and numbers

// naiveQueue holds all spikes that are under way, in any order.
type naiveQueue []arrival

// take returns what is due in a step, in the order in which it was queued: time of the spike, spiking neuron, number of the synapse.
func (q *naiveQueue) take(step int) (due []arrival) {
	var rest naiveQueue
	for _, a := range *q {
		if a.due == step {
			due = append(due, a)
		} else {
			rest = append(rest, a)
		}
	}
	*q = rest
	slices.SortFunc(due, func(a, b arrival) int {
		return cmp.Or(cmp.Compare(a.spike, b.spike), cmp.Compare(a.neuron, b.neuron), cmp.Compare(a.synapse, b.synapse))
	})
	return due
}

// Spikes arrive when and in the order in which those of a naive queue do, whatever the delays, of all synapses or of each, and also where they
// change between runs. Each arrival mixes its step and its synapse into a number of the synapse and of the neuron.
func TestQueueAgainstANaiveQueue(t *testing.T) {
	const neuronCount, steps, modulus = 5, 40, 1000003
	rapid.Check(t, func(rt *rapid.T) {
		var spec sim.SpikeGenerator
		spec.Name, spec.Size = "G", neuronCount
		spikes := map[[2]int]bool{}
		var times []float64
		for range rapid.IntRange(0, 40).Draw(rt, "spikes") {
			k := [2]int{rapid.IntRange(0, steps-1).Draw(rt, "step"), rapid.IntRange(0, neuronCount-1).Draw(rt, "neuron")}
			if !spikes[k] {
				spikes[k], spec.Indices, times = true, append(spec.Indices, k[1]), append(times, float64(k[0])*1e-4)
			}
		}
		spec.Times = units.Second.OfAll(times...)
		source := must[*sim.NeuronGroup](t)(sim.NewSpikeGeneratorGroup(spec))
		target := neurons(t, sim.Neurons{Name: "H", Size: 3, Equations: "all : integer"})
		var i, j []int
		for range rapid.IntRange(1, 12).Draw(rt, "synapses") {
			i, j = append(i, rapid.IntRange(0, neuronCount-1).Draw(rt, "i")), append(j, rapid.IntRange(0, 2).Draw(rt, "j"))
		}
		s := synapses(t, sim.Synapse{Name: "S", Source: source, Target: target, Model: "own : integer\nk : integer (constant)", Connect: []sim.Connect{{I: i, J: j}},
			OnPre: "own = (31*own + t_in_timesteps + 1) % 1000003\nall_post = (17*all_post + 100*k + t_in_timesteps + 1) % 1000003"})
		net := network(t, sim.Options{}, s)
		check(t, net.Set(s, sim.Set{Variable: "k", Value: numbersTo(len(i))}))
		var queue naiveQueue
		own, all, delays := make([]float64, len(i)), make([]float64, 3), make([]int, len(i))
		for step, until := 0, 0; step < steps; step++ {
			if step == until { // another run, and perhaps other delays
				until = min(steps, step+rapid.IntRange(1, steps).Draw(rt, "run"))
				delays = drawDelays(rt, len(i))
				check(t, net.Set(s, sim.Set{Variable: "delay", Value: units.ArrayFromSI(inSeconds(delays), units.Second.Dim)}))
				check(t, net.Run(t.Context(), units.Second.Of(float64(until-step)*1e-4)))
			}
			for n := range neuronCount {
				for k := range i {
					if spikes[[2]int{step, n}] && i[k] == n {
						queue = append(queue, arrival{step + delays[k], step, n, k})
					}
				}
			}
			for _, a := range queue.take(step) {
				own[a.synapse] = float64((31*int(own[a.synapse]) + step + 1) % modulus)
				all[j[a.synapse]] = float64((17*int(all[j[a.synapse]]) + 100*a.synapse + step + 1) % modulus)
			}
		}
		if got := get(t, net, s, "own"); !slices.Equal(got, own) {
			rt.Errorf("synapses have seen %v, want %v", got, own)
		}
		if got := get(t, net, target, "all"); !slices.Equal(got, all) {
			rt.Errorf("neurons have seen %v, want %v", got, all)
		}
	})
}

// drawDelays draws delays in steps: one for all, or one for each.
func drawDelays(rt *rapid.T, n int) []int {
	delays := slices.Repeat([]int{rapid.IntRange(0, 9).Draw(rt, "delay")}, n)
	if rapid.Bool().Draw(rt, "each") {
		for k := range delays {
			delays[k] = rapid.IntRange(0, 25).Draw(rt, "delay of one")
		}
	}
	return delays
}

func inSeconds(steps []int) []float64 {
	list := make([]float64, len(steps))
	for k, n := range steps {
		list[k] = float64(n) * 1e-4
	}
	return list
}

// numbersTo returns the numbers from 0 up to n.
func numbersTo(n int) []int {
	list := make([]int, n)
	for k := range list {
		list[k] = k
	}
	return list
}
