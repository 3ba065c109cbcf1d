package modelfile

import (
	"errors"
	"strings"
	"testing"
)

// What is wrong with a file is said with its line, all at once, and what follows from it is not.
func TestParseSaysWhatIsMalformed(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{``,
			`1: the file is empty; wanted a model in JSON: {"objects": [...], "schedule": [{"run": 0.1}]}`},
		{"  \n",
			`1: the file is empty; wanted a model in JSON: {"objects": [...], "schedule": [{"run": 0.1}]}`},
		{`[]`,
			`1: it is the list []; wanted an object in braces, with keys`},
		{`{"objects": [}`,
			`1: it is no JSON: invalid character '}' looking for beginning of value, behind {"objects": [`},
		{`{"objects": [],}`,
			`1: it is no JSON: invalid character '}' looking for beginning of object key string, behind {"objects": [],; take out the comma before it`},
		{"{\"objects\": [] // none\n}",
			`1: it is no JSON: invalid character '/' after object key:value pair, behind {"objects": []; JSON has no comments; use the key about`},
		{`{'objects': []}`,
			`1: it is no JSON: invalid character '\'' looking for beginning of object key string, behind {; texts stand in double quotes`},
		{`{"objects": []} x`,
			`1: it is no JSON: invalid character 'x' after top-level value, behind {"objects": []}`},
		{`{"objects": [`,
			`1: it is no JSON: the file ends within it; a quote, a bracket or a brace is missing, or the file was cut off`},
		{`{"dt": NaN, "objects": []}`,
			`1: it is no JSON: invalid character 'N' looking for beginning of value, behind {"dt":; numbers look like 0.1 and 1e-3; write "inf" for infinity`},
		{"{\"objects\": [{\"kind\": \"neurons\", \"name\": \"G\", \"n\": 1, \"model\": \"v : 1\nw : 1\"}]}",
			`1: it is no JSON: invalid character '\n' in string literal, behind ...: "G", "n": 1, "model": "v : 1; a text ends on the line on which it began: write \n, or a list of lines, ["dv/dt = -v/tau : 1", "tau : second"]`},
		{`{"dt": 1e400, "objects": []}`,
			`1: dt: the number 1e400 does not fit 64 bits, whose largest is 1.8e308`},
		{`{"about": "\x", "objects": []}`,
			`1: it is no JSON: invalid character 'x' in string escape code, behind {"about": "\; a backslash is written \\`},
		{`{"dt": 0.1 "objects": []}`,
			`1: it is no JSON: invalid character '"' after object key:value pair, behind {"dt": 0.1; is there a comma missing before it?`},
		{`{"format": "golgi-model/2", "objekts": []}`,
			`1: format: it is the text "golgi-model/2"; this is a reader of "golgi-model/1"`},
		{`{"format": 1, "objects": []}`,
			`1: format: it is the number 1; this is a reader of "golgi-model/1"`},
		{`{"format": "golgi-model/1", "objects": []}`,
			``},
		{`{"objcts": []}`,
			"1: objcts: there is no such key here; did you mean \"objects\"?\n" +
				`1: the key "objects" is missing`},
		{`{"objects": {}}`,
			`1: objects: it is the object {}; wanted a list of objects in brackets`},
		{`{"objects": [null, 3]}`,
			"1: objects[0]: it is null; wanted an object in braces, with keys\n" +
				`1: objects[1]: it is the number 3; wanted an object in braces, with keys`},
		{`{"objects": [], "objects": []}`,
			`1: objects: the key is there twice, first on line 1; take one out`},
		{`{"objects": [], "\u0064t": 1, "dt": 2}`,
			`1: dt: the key is there twice, first on line 1; take one out`},
		{"{\"objects\": [{\"kind\": \"neuron\", \"name\": \"G\"},\n {\"kind\": \"spike_monitor\", \"name\": \"M\", \"of\": \"G\"}]}",
			`1: objects[0] "G": kind: there is no kind of object "neuron"; did you mean "neurons"?`},
		{`{"objects": [{"name": "G"}]}`,
			`1: objects[0] "G": the key "kind" is missing; there are "event_monitor", "mean_monitor", "network_operation", "neurons", "poisson_group", "poisson_input", "rate_monitor", "spike_counter", "spike_generator", "spike_monitor", "state_monitor", "subgroup" and "synapses"`},
		{`{"objects": [{"kind": "neurons"}]}`,
			"1: objects[0]: the key \"n\" is missing\n" +
				`1: objects[0]: the key "name" is missing`},
		{"{\"objects\": [{\"kind\": \"neurons\", \"name\": \"G\", \"n\": \"ten\", \"threshhold\": \"v > 1\",\n \"model\": 3, \"order\": 1.5}]}",
			"1: objects[0] \"G\": n: it is the text \"ten\"; wanted a whole number\n" +
				"1: objects[0] \"G\": threshhold: there is no such key here; did you mean \"threshold\"?\n" +
				"2: objects[0] \"G\": model: it is the number 3; wanted a text in quotes, or a list of its lines\n" +
				`2: objects[0] "G": order: it is 1.5; wanted a whole number`},
		{`{"objects": [{"kind": "neurons", "name": "G", "n": 1e30}]}`,
			`1: objects[0] "G": n: the number 1e30 is too large; whole numbers go to 2**53`},
		{`{"objects": [{"kind": "neurons", "name": "G", "n": 9007199254740993}]}`,
			`1: objects[0] "G": n: the number 9007199254740993 is too large; whole numbers go to 2**53`},
		{`{"objects": [{"kind": "neurons", "name": "G", "n": 1}, {"kind": "neurons", "name": "G", "n": 1}]}`,
			`1: objects[1] "G": name: the object on line 1 has this name; give each a name of its own`},
		{`{"objects": [{"kind": "neurons", "name": "G", "n": 1, "init": [{"variable": "v", "valu": 1}, {"variable": "v", "values": [1, null, "x"]}, {"variable": "v"}, {"variable": "v", "value": 1, "expression": "2"}, {"variable": "v", "value": 1, "unit": "mVolt"}]}]}`,
			"1: objects[0] \"G\": init[0].valu: there is no such key here; did you mean \"value\"?\n" +
				"1: objects[0] \"G\": init[1].values[1]: it is null; wanted a number\n" +
				"1: objects[0] \"G\": init[1].values[2]: it is the text \"x\"; wanted a number\n" +
				"1: objects[0] \"G\": init[2]: it has 0 of value, values and expression; wanted one of these\n" +
				"1: objects[0] \"G\": init[3]: it has 2 of value, values and expression; wanted one of these\n" +
				`1: objects[0] "G": init[4].unit: unknown unit "mVolt"; did you mean "mvolt" or "mV"?; units are such as "volt", "mV" and "amp/meter**2"`},
		{`{"objects": [{"kind": "neurons", "name": "G", "n": 1, "refractory": {"unit": "second"}}, {"kind": "neurons", "name": "H", "n": 1, "refractory": 0.002}]}`,
			"1: objects[0] \"G\": refractory: the key \"value\" is missing\n" +
				`1: objects[1] "H": refractory: it is the number 0.002; wanted an expression in quotes, such as "5*ms" or "10*Hz", or a quantity, {"value": 0.005, "unit": "second"}`},
		{`{"objects": [{"kind": "spike_monitor", "name": "M", "of": "G"}]}`,
			`1: objects[0] "M": of: no object is named "G"; there is none`},
		{`{"objects": [{"kind": "neurons", "name": "Ga", "n": 1}, {"kind": "state_monitor", "name": "M", "of": "Gb", "variables": ["v"]}, {"kind": "subgroup", "name": "A", "of": "M", "start": 0, "stop": 1}]}`,
			"1: objects[1] \"M\": of: no object is named \"Gb\"; did you mean \"Ga\"?\n" +
				`1: objects[2] "A": of: "M" is a state_monitor; wanted neurons`},
		{`{"objects": [{"kind": "neurons", "name": "G", "n": 1, "linked": {"x": {"of": "H", "variable": "v"}}}]}`,
			`1: objects[0] "G": linked.x.of: no object is named "H"; there is none`},
		{"{\"objects\": [{\"kind\": \"neurons\", \"name\": \"G\", \"n\": 1},\n{\"kind\": \"synapses\", \"name\": \"S\", \"source\": \"G\", \"target\": \"G\", \"on_pre\": {\"a\": \"v += 1\"},\n \"connect\": [{\"all\": false}, {\"all\": true, \"condition\": \"i != j\"}, {\"i\": [0]}, {\"generator\": \"i\", \"over\": \"k\"}],\n \"delay\": [{\"pathway\": \"a\"}, {\"pathway\": \"a\", \"value\": 1}], \"pathways\": [{\"pathway\": \"pre\", \"order\": 1}], \"on_event\": {\"b\": \"e\"}}]}",
			"3: objects[1] \"S\": connect[0]: it has 0 of all, condition, generator, and i with j; wanted one of these\n" +
				"3: objects[1] \"S\": connect[1]: it has 2 of all, condition, generator, and i with j; wanted one of these\n" +
				"3: objects[1] \"S\": connect[2]: it has one of i and j; wanted both, with as many numbers\n" +
				"3: objects[1] \"S\": connect[3].over: it is \"k\"; wanted \"i\" or \"j\"\n" +
				"4: objects[1] \"S\": pathways[0].pathway: there is no pathway \"pre\"; there are \"a\"\n" +
				"4: objects[1] \"S\": on_event.b: there is no pathway \"b\"; did you mean \"a\"?\n" +
				"4: objects[1] \"S\": delay[0]: it has 0 of value, values and expression; wanted one of these\n" +
				`4: objects[1] "S": delay[1].pathway: pathway "a" has a delay above; take one out`},
		{`{"objects": [{"kind": "neurons", "name": "G", "n": 1}, {"kind": "synapses", "name": "S", "source": "G", "target": "G", "connect": [{"all": true, "p": [1]}]}]}`,
			`1: objects[1] "S": connect[0].p: it is the list [1]; wanted a probability, as a number or an expression`},
		{"{\"objects\": [{\"kind\": \"neurons\", \"name\": \"G\", \"n\": 1},\n{\"kind\": \"synapses\", \"name\": \"S\", \"source\": \"G\", \"target\": \"G\", \"on_event\": 3, \"connect\": {\"all\": true}}]}",
			"2: objects[1] \"S\": on_event: it is the number 3; wanted a text in quotes, or a list of its lines\n" +
				`2: objects[1] "S": connect: it is the object {"all": true}; wanted a list in brackets, [ ]`},
		{`{"objects": [], "schedule": [{"run": 1, "store": "a"}, {}, {"run": "1 s"}, {"runs": 1}, {"set": {"variable": "v", "value": 1}}, {"activate": "G"}]}`,
			"1: schedule[0]: it does 2 things; make a step of each\n" +
				"1: schedule[1]: it does nothing; a step has one of run, set, set_constant, set_spikes, set_dt, activate, deactivate, store and restore\n" +
				"1: schedule[3].runs: there is no such key here; did you mean \"run\"?\n" +
				"1: schedule[4].set: the key \"object\" is missing\n" +
				`1: schedule[5].activate: no object is named "G"; there is none`},
		{`{"objects": [], "constants": {"tau": {"value": 0.5, "type": "integer"}, "E": {"value": 2, "type": "boolean"}, "k": {"value": 1, "type": "int"}, "l": {"unit": "volt"}, "m": 3, "n": null}}`,
			"1: constants.l: the key \"value\" is missing\n" +
				"1: constants.n: it is null; leave the key out, or give it a value\n" +
				"1: constants.E.value: 2 is neither true nor false\n" +
				"1: constants.k.type: there is no type \"int\"; there are \"integer\" and \"boolean\"\n" +
				`1: constants.tau.value: 0.5 is no integer`},
		{`{"objects": [], "constants": {"tau": {"value": 1}}, "schedule": [{"set_constant": {"tua": {"value": 2}}}], "record_final": {"G": ["v"]}}`,
			"1: schedule[0].set_constant.tua: there is no constant \"tua\"; did you mean \"tau\"?\n" +
				`1: record_final.G: no object is named "G"; there is none`},
		{`{"objects": [], "timed_arrays": {"I": {"values": [[1, 2], [3]], "dt": 1}, "J": {"values": "x", "dt": 1}, "K": {"values": [[]], "dt": 1}}}`,
			"1: timed_arrays.I.values[1]: this row has 1 numbers, and the first has 2\n" +
				"1: timed_arrays.J.values: it is the text \"x\"; wanted a list of numbers, [0.1, 0.2], or {\"array\": ...}\n" +
				`1: timed_arrays.K.values[0]: the row is empty`},
		{`{"objects": [{"kind": "neurons", "name": "G", "n": 1, "init": [{"variable": "v", "values": {"array": {"file": "x.bin", "type": "float64", "shape": [1]}}}]}]}`,
			`1: objects[0] "G": init[0].values.array.file: this model was not read from a folder, and has no files beside it`},
		{`{"objects": [], "constants": {"a": "10 mz", "b": [1], "c": true, "d": 2, "e": "10 ms"}, "dt": "1 mV", "schedule": [{"run": "1"}, {"run": [1]}, {"run": "2 ms"}]}`,
			"1: constants.a: unknown unit \"mz\"; did you mean \"m\" or \"metre\"?; wanted a text with a unit, \"10 ms\"\n" +
				"1: constants.b: it is the list [1]; wanted a number, true, false, a text with a unit, \"10 ms\", or {\"value\": 0.01, \"unit\": \"second\"}\n" +
				"1: dt: it is the text \"1 mV\"; wanted a number, in s, or a text with such a unit, \"0.1 ms\"\n" +
				"1: schedule[0].run: it is the text \"1\"; wanted a number, in s, or a text with such a unit, \"0.1 ms\"\n" +
				`1: schedule[1].run: it is the list [1]; wanted a number, in s, or a text with a unit, "0.1 ms"`},
		{`{"objects": [], "record_final": {"a": ["v"], "ab": [2]}}`, // what is wrong with ab is not wrong with a
			"1: record_final.ab[0]: it is the number 2; wanted a text in quotes\n" +
				`1: record_final.a: no object is named "a"; there is none`},
		{`{"objects": [{"kind": "neurons", "name": "G", "n": 1, "model": ["v : 1", 2]}]}`,
			`1: objects[0] "G": model[1]: it is the number 2; wanted a text in quotes`},
		{`{"objects": [{"kind": "NeuronGroup", "name": "G"}, {"kind": "spike_monitor", "name": "M", "of": "H"}, {"kind": "neurons", "name": "H", "n": 1}]}`,
			"1: objects[0] \"G\": kind: NeuronGroup are called \"neurons\" here\n" +
				`1: objects[1] "M": of: "H" stands below; objects come before those that refer to them`},
		{`{"objects": [{"kind": "neurons", "name": "G", "n": 1, "init": [{"variable": "v", "value": "-60 mV"},
			{"variable": "v", "value": "v + 1"}, {"variable": "v", "value": "1 mV", "unit": "mV"}]}]}`,
			"2: objects[0] \"G\": init[1].value: it is the text \"v + 1\", which is no quantity (a number is expected, not \"v\"); " +
				"wanted a number, or a text such as \"10 mV\"; what is to be evaluated is an expression\n" +
				`2: objects[0] "G": init[2].unit: the value has a unit already; leave this one out`},
		{`{"objects": [{"kind": "neurons", "name": "G", "n": 2}, {"kind": "subgroup", "name": "A", "of": "G", "start": 0}, ` +
			`{"kind": "subgroup", "name": "B", "of": "G", "start": 0, "indices": [1]}]}`,
			"1: objects[1] \"A\": wanted both start and stop, or indices\n" + `1: objects[2] "B": wanted both start and stop, or indices`},
		{"\xff\xfe{\x00", "1: the file is in UTF-16; save it in UTF-8"},
		{"{\"name\": \"\xff\", \"objects\": []}", "1: a character here is not UTF-8; save the file in that encoding"},
	} {
		_, err := Parse(t.Context(), "", []byte(c.text), nil)
		if got := textOf(err); got != c.want || err != nil && !errors.Is(err, ErrMalformed) {
			t.Errorf("%s:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// textOf returns the lines of an error without what all have.
func textOf(err error) string {
	if err == nil {
		return ""
	}
	return strings.ReplaceAll(err.Error(), "modelfile: line ", "")
}
