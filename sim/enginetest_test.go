package sim_test

import (
	"regexp"
	"strings"
	"testing"

	"golgi/sim"
	"golgi/sim/internal/ir"
	"golgi/testing/enginetest"

	"pgregory.net/rapid"
)

// unsayable are the operations that no model can produce, with the reason.
var unsayable = map[ir.Op]string{
	ir.Call:   "a description is data and has no functions; TestGoFunctions compares engines",
	ir.Fma:    "lowering rounds after every operation: no text asks for a fused one",
	ir.ToBool: "a number is no condition: it must be compared with something",
}

// leaves are operations without a line of their own in the text of a kernel, and how they are seen there.
var leaves = map[ir.Op]*regexp.Regexp{
	ir.Lit:   regexp.MustCompile(`(?m)^    .* (-?[0-9.]+|true|false)$`),
	ir.Param: regexp.MustCompile(`(?m)^    consts `),
	ir.Index: regexp.MustCompile(`\[i\]`),
}

// instruction is a line of a kernel: a value, or an effect.
var instruction = regexp.MustCompile(`(?m)^    (?:a\d+ = )?([a-z0-9]+)\b`)

// Random models, by which engines are compared, use every operation of the IR that a model can use.
func TestRandomModelsUseEveryOperation(t *testing.T) {
	used := map[ir.Op]int{}
	byName := map[string]ir.Op{}
	for _, op := range ir.Ops() {
		byName[op.String()] = op
	}
	enginetest.EachRandom(t, func(rt *rapid.T, d enginetest.Description) {
		net := must[*sim.Network](t)(d.Network(sim.Reference))
		defer func() { check(t, net.Close()) }()
		_, kernels, _ := strings.Cut(net.Explain(), "\n  kernel ")
		for _, line := range instruction.FindAllStringSubmatch(kernels, -1) {
			if op, ok := byName[line[1]]; ok {
				used[op]++
			}
		}
		for op, sight := range leaves {
			used[op] += len(sight.FindAllString(kernels, -1))
		}
	})
	for _, op := range ir.Ops() {
		switch reason := unsayable[op]; {
		case reason == "" && used[op] == 0:
			t.Errorf("no random model uses %v", op)
		case reason != "" && used[op] > 0:
			t.Errorf("random models use %v, although %s", op, reason)
		}
	}
	t.Logf("uses of operations: %v", used)
}
