package cli_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"testing"

	"golgi/cli"
)

// A tool has its own words alone, an operand that must be there, and errors that are those of the command.
func TestTool(t *testing.T) {
	loud := false
	tool := cli.Tool{Name: "tool", Doc: "does things", Words: []cli.Word{{Name: "say", Doc: "say a word", Operand: "WORD",
		Flags: func(f *flag.FlagSet) { f.BoolVar(&loud, "loud", false, "with a mark") },
		Run: func(_ context.Context, args []string, out, _ io.Writer) error {
			if args[0] == "no" {
				return cli.Misuse(errors.New("tool: it does not say no"))
			}
			fmt.Fprint(out, args[0], map[bool]string{true: "!"}[loud], "\n")
			return cli.Misuse(nil)
		}}}}
	for _, c := range []struct {
		args      []string
		code      int
		out, errs string
	}{
		{[]string{"say", "hello", "--loud"}, cli.Success, "hello!\n", ""},
		{[]string{"say"}, cli.Usage, "", "cli: name one WORD; there is none\nsee: tool help say\n"},
		{[]string{"say", "no"}, cli.Usage, "", "tool: it does not say no\nsee: tool help say\n"},
		{[]string{"run"}, cli.Usage, "", "cli: tool cannot \"run\"; there are say, completion, help\nsee: tool help\n"},
		{[]string{"help", "say"}, cli.Success, "tool say: say a word\n\nUsage: tool say [options] WORD\n\nOptions:\n  --loud   with a mark\n", ""},
		{[]string{"help"}, cli.Success, "tool: does things\n\nUsage: tool WORD [options]\n\n  say          say a word\n" +
			"  completion   write what makes a shell complete words, options and parameters\n  help WORD    its options; WORD --help says the same\n\n" +
			"The exit code is 0 if all went well, 1 if a run or anything else has failed, 2 if the command was wrong,\nand 130 if it was interrupted.\n", ""},
	} {
		var out, errs bytes.Buffer
		code := cli.ExecuteTool(tool, c.args, &out, &errs)
		want(t, code, out.String(), errs.String(), c.code, c.out, c.errs)
	}
}

// A tool has experiments built in, which are called, and call themselves, by its name and theirs.
func TestBuiltInExperiments(t *testing.T) {
	t.Chdir(t.TempDir())
	other := program()
	other.Name, other.Doc = "other", "another experiment"
	tool := cli.Tool{Name: "tool", Doc: "does things", Experiments: []cli.Experiment{program(), other}}
	for _, c := range []struct {
		line      string
		code      int
		out, errs string
	}{
		{"list", cli.Success, "name   about\nlif    leaky integrate-and-fire neurons\nother  another experiment\n", ""},
		{"list --csv", cli.Success, "name,about\nlif,leaky integrate-and-fire neurons\nother,another experiment\n", ""},
		{"list --csv --json", cli.Usage, "", "cli: --json: a listing has one form, and --csv is another; choose one\nsee: tool help list\n"},
		{"lif run --quiet --engine reference I=2", cli.Success, "1 run finished in T; results in out/lif.hdf5\n\nrun 0 finished\n", ""},
		{"lif run --quiet --engine reference I=2", cli.Failure, "", "hdf5: out/lif.hdf5 exists; choose another name, or ask to overwrite it (--out FILE, --overwrite, or: tool lif resume out/lif.hdf5)\n"},
		{"lif show", cli.Success, "run 0 finished\n", ""},
		{"other show out/lif.hdf5", cli.Failure, "", "hdf5: there is no trajectory \"other\" in out/lif.hdf5; there are: lif\n"},
		{"lif shuot", cli.Usage, "", "cli: tool lif cannot \"shuot\"; did you mean \"shout\" or \"show\"?\nsee: tool lif help\n"},
		{"lfi", cli.Usage, "", "cli: tool cannot \"lfi\"; did you mean \"lif\"?\nsee: tool help\n"},
		{"lif shout hello", cli.Success, "HELLO\n", ""},
		{"help lif shout", cli.Success, "tool lif shout: shout\n\nUsage: tool lif shout\n", ""},
		{"lif help shout", cli.Success, "tool lif shout: shout\n\nUsage: tool lif shout\n", ""},
		{"__completeNoDesc lif run ta", cli.Success, "tau=\n:6\n", "Completion ended with directive: ShellCompDirectiveNoSpace, ShellCompDirectiveNoFileComp\n"},
	} {
		var out, errs bytes.Buffer
		code := cli.ExecuteTool(tool, strings.Fields(c.line), &out, &errs)
		want(t, code, timeless(out.String()), timeless(errs.String()), c.code, c.out, c.errs)
	}
}

// A tool within a tool is called by both names, and says what it has if it is called by them alone.
func TestToolsWithinATool(t *testing.T) {
	t.Chdir(t.TempDir())
	say := cli.Word{Name: "say", Doc: "say hello\n\nIn English.", Run: func(_ context.Context, _ []string, out, _ io.Writer) error {
		fmt.Fprintln(out, "hello")
		return nil
	}}
	tool := cli.Tool{Name: "tool", Doc: "does things", Tools: []cli.Tool{
		{Name: "stairs", Doc: "steps\n\nOne after the other.", Experiments: []cli.Experiment{program()}, Words: []cli.Word{say}}}}
	const steps = "name  about\nlif   leaky integrate-and-fire neurons\nsay   say hello\n"
	for _, c := range []struct {
		line      string
		code      int
		out, errs string
	}{
		{"stairs", cli.Success, steps, ""},
		{"stairs list", cli.Success, steps, ""},
		{"stairs say", cli.Success, "hello\n", ""},
		{"stairs lif run --quiet --engine reference I=2", cli.Success, "1 run finished in T; results in out/lif.hdf5\n\nrun 0 finished\n", ""},
		{"stairs lif shuot", cli.Usage, "", "cli: tool stairs lif cannot \"shuot\"; did you mean \"shout\" or \"show\"?\nsee: tool stairs lif help\n"},
		{"stairs lfi", cli.Usage, "", "cli: tool stairs cannot \"lfi\"; did you mean \"lif\"?\nsee: tool stairs help\n"},
		{"help stairs lif shout", cli.Success, "tool stairs lif shout: shout\n\nUsage: tool stairs lif shout\n", ""},
		{"stairs help say", cli.Success, "tool stairs say: say hello\n\nIn English.\n\nUsage: tool stairs say\n", ""},
		{"__completeNoDesc stairs lif run ta", cli.Success, "tau=\n:6\n", "Completion ended with directive: ShellCompDirectiveNoSpace, ShellCompDirectiveNoFileComp\n"},
		{"list", cli.Usage, "", "cli: tool cannot \"list\"; there are completion, stairs, help\nsee: tool help\n"},
	} {
		var out, errs bytes.Buffer
		code := cli.ExecuteTool(tool, strings.Fields(c.line), &out, &errs)
		want(t, code, timeless(out.String()), timeless(errs.String()), c.code, c.out, c.errs)
	}
}

// The page of a tool has its words, with usage and options, and those of an experiment.
func TestManual(t *testing.T) {
	loud := false
	tool := cli.Tool{Name: "tool", Doc: "does things", Experiments: []cli.Experiment{program()}, Tools: []cli.Tool{{Name: "stairs", Doc: "steps\n\nOne after the other."}},
		Words: []cli.Word{{Name: "say", Doc: "say a word\n\nOr two.\n\n  say hello", Operand: "WORD", Flags: func(f *flag.FlagSet) { f.BoolVar(&loud, "loud", false, "with a | mark") }}}}
	var page strings.Builder
	if err := cli.Manual(tool, "lif", &page); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"### tool lif run\n\n`tool lif run [options] [NAME=VALUE ...]`\n\nSimulate, and store the results.\n",
		"### tool say\n\n`tool say [options] WORD`\n\nSay a word.\n\nOr two.\n\n      say hello\n\n| option | |\n|---|---|\n| `--loud` | with a \\| mark |\n",
		"### tool stairs\n\nSteps\n\nOne after the other.\n",
	} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("there is no\n%s\nin\n%s", want, page.String())
		}
	}
	if err := cli.Manual(tool, "fil", &page); err == nil || err.Error() != `cli: Manual: tool has no experiment "fil"` {
		t.Error(err)
	}
}

// A line that does not change in place has a line for each text; a quiet one has none.
func TestLine(t *testing.T) {
	var out bytes.Buffer
	line, quiet := cli.NewLine(&out, false), cli.NewLine(&out, true)
	line.Show("half")
	quiet.Show("nothing")
	line.Show("all")
	line.End()
	quiet.End()
	if out.String() != "half\nall\n" || line.Terminal() {
		t.Errorf("written %q", out.String())
	}
}
