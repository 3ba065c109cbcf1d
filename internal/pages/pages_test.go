package pages_test

import (
	"testing"

	"golgi/internal/pages"
)

const page = "# Title\n\n<!-- from x.go -->\n```go\nfunc f() {\n```\n\ntext `a` ```b``` <!-- not a note -->\n\n" +
	"1. In a list:\n\n   <!-- not run: because -->\n\n   ```sh\n   ls\n\n     -l\n   ```\n\n~~~~\n```\nwithin\n```\n~~~~\n"

// Blocks have their words, notes and lines, and what replaces them is indented as they are.
func TestBlocks(t *testing.T) {
	blocks, err := pages.Blocks(page)
	if err != nil || len(blocks) != 3 {
		t.Fatal(blocks, err)
	}
	for k, want := range []pages.Block{
		{Lang: "go", Note: "from x.go", Text: "func f() {\n", Line: 4},
		{Lang: "sh", Note: "not run: because", Text: "ls\n\n  -l\n", Line: 14},
		{Text: "```\nwithin\n```\n", Line: 20},
	} {
		if b := blocks[k]; b.Lang != want.Lang || b.Note != want.Note || b.Text != want.Text || b.Line != want.Line {
			t.Errorf("block %d is %+v", k, b)
		}
	}
	got := pages.Replace(page, blocks, map[int]string{4: "a\nb\n", 14: "c\n\nd\n"})
	again, err := pages.Blocks(got)
	if err != nil || again[0].Text != "a\nb\n" || again[1].Text != "c\n\nd\n" || again[2].Text != blocks[2].Text {
		t.Errorf("%v\n%s", err, got)
	}
	if got := pages.Replace(page, blocks, map[int]string{4: blocks[0].Text, 14: blocks[1].Text, 20: blocks[2].Text}); got != page {
		t.Errorf("the same is\n%s", got)
	}
}

func TestBlockWithoutEnd(t *testing.T) {
	if _, err := pages.Blocks("a\n```sh\nls\n"); err == nil || err.Error() != "pages: line 2: the block does not end" {
		t.Error(err)
	}
}
