package main

import (
	"cmp"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"golgi/cli"
)

// The gallery is a table of what every experiment expects, beside the numbers that its own page has from a real run. Where tests may take minutes, that page is
// executed, so that these are what comes out.
func TestGallery(t *testing.T) {
	var page strings.Builder
	page.WriteString("# The gallery\n\nClassic models of the field, and what Golgi does that others do not, to copy and to trust. Each is a folder of `experiments/`, mostly of " +
		"[stock parts](components.md), and a word of `golgi`: `golgi NAME run`, and `golgi NAME --help` says what else.\n\n| | |\n|---|---|\n")
	for _, e := range gallery() {
		about, _, _ := strings.Cut(e.Doc, "\n")
		fmt.Fprintf(&page, "| [%s](../experiments/%[1]s/README.md) | %s |\n", e.Name, about)
	}
	page.WriteString("\n## What is known of them, and what comes out\n\n`golgi NAME reproduce` simulates what is in this table, and compares. The numbers are from the experiments' own pages, " +
		"which `make verify-gallery` executes. Where an experiment has several campaigns, the name of the claim's stands before it.\n\n| model | source | claim | here | band | known from |\n|---|---|---|---|---|---|\n")
	for _, e := range gallery() {
		text := ""
		if len(e.Campaigns) > 0 {
			read, err := os.ReadFile(root + "/experiments/" + e.Name + "/README.md")
			if err != nil {
				t.Fatal(err)
			}
			_, text, _ = strings.Cut(string(read), "golgi "+e.Name+" reproduce\n")
		}
		name, source := fmt.Sprintf("[%s](../experiments/%[1]s/README.md)", e.Name), e.Source
		for _, c := range e.Campaigns {
			_, after, there := strings.Cut(text, strings.Join(strings.Fields("golgi "+e.Name+" run "+c.Run), " ")+"\n")
			if !there {
				t.Errorf("%s: its page does not have what reproduce prints of %q", e.Name, c.Run)
			}
			text = after
			which := ""
			if len(e.Campaigns) > 1 { // all but one have names, of their files
				which = cmp.Or(c.Name, e.Name) + ": "
			}
			for _, expected := range c.Expect {
				here := numberOf(t, e, expected, text)
				fmt.Fprintf(&page, "| %s | %s | %s | %s | %s | %s |\n", name, source, which+expected.What, here, expected.Band, expected.Source)
				name, source = "", ""
			}
		}
	}
	isPage(t, root+"/docs/gallery.md", &page)
}

// numberOf returns what reproduce has printed of an expectation, with its unit.
func numberOf(t *testing.T, e cli.Experiment, expected cli.Expectation, printed string) string {
	t.Helper()
	line := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(expected.What) + `  +(\S.*?)  +` + regexp.QuoteMeta(expected.Band.String()) + `  `).FindStringSubmatch(printed)
	if line == nil {
		t.Errorf("%s: its page does not have %q with the band %s", e.Name, expected.What, expected.Band)
		return ""
	}
	return line[1]
}
