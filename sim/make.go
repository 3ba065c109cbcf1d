package sim

// The descriptions of objects make them: what a component adds by component.Add has such a method.

// Make is [NewNeuronGroup].
func (n Neurons) Make() (*NeuronGroup, error) { return NewNeuronGroup(n) }

// Make is [NewPoissonGroup].
func (p Poisson) Make() (*NeuronGroup, error) { return NewPoissonGroup(p) }

// Make is [NewSpikeGeneratorGroup].
func (g SpikeGenerator) Make() (*NeuronGroup, error) { return NewSpikeGeneratorGroup(g) }

// Make is [NewPulsePacket].
func (p Packet) Make() (*NeuronGroup, error) { return NewPulsePacket(p) }

// Make is [NewPoissonInput].
func (d Drive) Make() (*PoissonInput, error) { return NewPoissonInput(d) }

// Make is [NewSynapses].
func (s Synapse) Make() (*Synapses, error) { return NewSynapses(s) }

// Make is [NewRunRegularly].
func (r Regularly) Make() (*RunRegularly, error) { return NewRunRegularly(r) }

// Make is [NewSpikeOperation].
func (f SpikeFunction) Make() (*SpikeOperation, error) { return NewSpikeOperation(f) }

// Make is [NewNetworkOperation].
func (o Operation) Make() (*NetworkOperation, error) { return NewNetworkOperation(o) }

// A SpikeRecording is the Recording of a SpikeMonitor.
type SpikeRecording Recording

// Make is [NewSpikeMonitor].
func (r SpikeRecording) Make() (*SpikeMonitor, error) { return NewSpikeMonitor(Recording(r)) }

// An EventRecording is the Recording of an EventMonitor.
type EventRecording Recording

// Make is [NewEventMonitor].
func (r EventRecording) Make() (*EventMonitor, error) { return NewEventMonitor(Recording(r)) }

// A CountRecording is the Recording of a SpikeCounter.
type CountRecording Recording

// Make is [NewSpikeCounter].
func (r CountRecording) Make() (*SpikeCounter, error) { return NewSpikeCounter(Recording(r)) }

// A StateRecording is the Recording of a StateMonitor.
type StateRecording Recording

// Make is [NewStateMonitor].
func (r StateRecording) Make() (*StateMonitor, error) { return NewStateMonitor(Recording(r)) }

// A MeanRecording is the Recording of a MeanMonitor.
type MeanRecording Recording

// Make is [NewMeanMonitor].
func (r MeanRecording) Make() (*MeanMonitor, error) { return NewMeanMonitor(Recording(r)) }

// A RateRecording is the Recording of a PopulationRateMonitor.
type RateRecording Recording

// Make is [NewPopulationRateMonitor].
func (r RateRecording) Make() (*PopulationRateMonitor, error) {
	return NewPopulationRateMonitor(Recording(r))
}
