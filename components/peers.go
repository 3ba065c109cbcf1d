package components

// A peer is a part of another system, the one that does the same here, and the test that compares them.
type peer struct{ theirs, ours, test string }

// peers are the parts of other systems, by system.
//
// Sources: GeNN 5.1, headers in include/genn/genn; brainpy.state; pypet 0.7.0, examples 23 and 24.
var peers = []struct {
	system string
	rows   []peer
}{
	{"GeNN 5", []peer{
		{"LIF", "LIF, with a refractory period that is longer by a step", "TestNeuronsOfGeNN"},
		{"Izhikevich", "IzhikevichSteps", "TestNeuronsOfGeNN"},
		{"IzhikevichVariable", "IzhikevichSteps, with parameters in Initial", "TestNeuronsOfGeNN"},
		{"RulkovMap", "RulkovMap", "TestNeuronsOfGeNN"},
		{"TraubMiles", "InParts(TraubMiles, 25)", "TestNeuronsOfGeNN"},
		{"SpikeSourceArray", "Given", "TestSourcesOfGivenSpikes"},
		{"Poisson", "Poisson", "TestSourcesOfPoissonSpikes"},
		{"ExpCurr", "ExponentialCharge", "TestCurrentsByHand"},
		{"ExpCond", "ExponentialConductance", "TestCurrentsByHand"},
		{"DeltaCurr", "DeltaCurrent", "TestChargesOfGeNN"},
		{"StaticPulse", "Connection with a Weight that is drawn", "TestDraws"},
		{"StaticPulseConstantWeight", "Connection with Exactly", "TestCurrentsByHand"},
		{"StaticPulseDendriticDelay", "Connection with a Delay", "TestDraws"},
		{"StaticGraded", "Graded", "TestSynapsesWithoutSpikes"},
		{"STDP", "NearestSTDP", "TestPairRulesAreSums"},
		{"DC", "Constant", "TestCurrentsByHand"},
		{"GaussianNoise", "WhiteNoise", "TestNoiseCurrents"},
		{"PoissonExp", "PoissonExponential", "TestNoiseCurrents"},
		{"Constant, of a variable", "Exactly", "TestCurrentsByHand"},
		{"Uniform", "Uniform", "TestDraws"},
		{"Normal", "Normal", "TestDraws"},
		{"NormalClipped, NormalClippedDelay", "NormalBetween", "TestDraws"},
		{"Exponential", "Exponential", "TestDraws"},
		{"Gamma", "Gamma", "TestDraws"},
		{"Binomial", "Binomial", "TestDraws"},
		{"Kernel", "Convolution, its Weight", "TestConvolutions"},
		{"OneToOne", "OneToOne", "TestRulesCount"},
		{"FixedProbability", "Probability", "TestRulesKeepProbabilities"},
		{"FixedProbabilityNoAutapse", "Probability, with NoAutapses", "TestRulesCount"},
		{"FixedNumberPostWithReplacement", "FixedOutDegree, WithReplacement", "TestRulesCount"},
		{"FixedNumberPreWithReplacement", "FixedInDegree, WithReplacement", "TestRulesDrawEvenly"},
		{"FixedNumberTotalWithReplacement", "FixedTotal, WithReplacement", "TestRulesDrawEvenly"},
		{"Conv2D, sparse and Toeplitz", "Convolution", "TestConvolutions"},
		{"AvgPoolConv2D", "Convolution with Pool", "TestConvolutions"},
	}},
	{"BrainState", []peer{
		{"AlignPostProj", "Connection onto a current of the target", "TestAlignPost"},
		{"AlignPreProj", "AlignPre", "TestProjections"},
		{"DeltaProj", "DeltaPotential", "TestProjections"},
		{"CurrentProj", "GapJunction, Graded, or a synapse of one's own onto Summed", "TestSynapsesWithoutSpikes"},
		{"EventFixedProb, FixedNumConn", "FixedFraction", "TestAlignPost"},
		{"EventLinear, Linear, SparseLinear", "AllToAll or Pairs, with a Weight", "TestRulesCount"},
		{"AllToAll", "AllToAll", "TestRulesCount"},
		{"OneToOne", "OneToOne", "TestRulesCount"},
		{"Expon", "ExponentialCurrent, ExponentialConductance; ExponTrace", "TestProjections"},
		{"DualExpon", "DualExpon", "TestProjections"},
		{"Alpha", "AlphaTrace; AlphaCurrent", "TestProjections"},
		{"AMPA", "AMPATrace", "TestProjections"},
		{"GABAa", "GABAaTrace", "TestProjections"},
		{"BioNMDA", "BioNMDATrace", "TestProjections"},
		{"STP", "STP", "TestProjections"},
		{"STD", "STD", "TestProjections"},
		{"CUBA", "currents", "TestAlignPost"},
		{"COBA", "conductances; SummedConductance", "TestProjections"},
		{"MgBlock", "SummedNMDA; NMDA", "TestMagnesiumBlock"},
		{"LIF, soft reset", "SoftLIF", "TestAlignPost"},
		{"LIF, LIFRef, hard reset", "LIF, integrated by exponential_euler", "TestProjections"},
		{"order within a step", "that of the network", "TestProjections"},
		{"gap junctions", "GapJunction", "TestSynapsesWithoutSpikes"},
	}},
	{"pypet.brian2, examples 23 and 24", []peer{
		{"CNNeuronGroup", "Neurons with a Model of one's own and DualExponentialCharge", "TestClusteredNeuronsOfPypet"},
		{"CNConnections", "Connection with Clustered", "TestRulesKeepProbabilities"},
		{"CNMonitorAnalysis", "Record", "TestRecord"},
		{"CNFanoFactorComputer", "analyser.Measure with analyser.Fano", "TestMeasure"},
		{"CNNetworkRunner", "runner.Subruns", "TestRecord"},
	}},
}
