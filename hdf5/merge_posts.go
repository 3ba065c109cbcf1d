package hdf5

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golgi/trajectory"
)

// What post-processing has given to runs has its number, and what did it stands in the file in that order. Those of several files come in the order of the
// files; where another file has been post-processed alike, that is one.

// postGroup is where the settings of a post-processing are.
func postGroup(number int) string { return fmt.Sprintf("post.post_%05d.", number) }

// joinPosts gives the merged trajectory the post-processings of all stocks, and notes which number each of theirs has there.
func (c *chosen) joinPosts() error {
	var all []trajectory.Post
	var said []string // their settings
	c.posts = make([][]int, len(c.stocks))
	for k, s := range c.stocks {
		last := 0 // in a run, the numbers only grow
		for p, post := range s.posts() {
			settings, err := postSettings(s.t, p+1)
			if err != nil {
				return err
			}
			number := last + 1
			for number <= len(all) && !(all[number-1].Same(post) && said[number-1] == settings) {
				number++
			}
			if number > len(all) {
				all, said = append(all, post), append(said, settings)
			}
			c.posts[k], last = append(c.posts[k], number), number
		}
	}
	c.t.Provenance.Posts = all
	return nil
}

// posts returns what has post-processed a stock. Of what its runs name, and nothing is said of, since an old Golgi has gone on with it, nothing is known.
func (s *stock) posts() []trajectory.Post {
	last := 0
	for _, row := range s.rows {
		last = max(last, row.Record.Posts)
	}
	for _, res := range s.t.Results() {
		for _, item := range res.Items {
			last = max(last, item.Post)
		}
	}
	all := slices.Clone(s.t.Provenance.Posts)
	return append(all, make([]trajectory.Post, max(0, last-len(all)))...)
}

// postSettings writes out the settings of a post-processing.
func postSettings(t *trajectory.Trajectory, number int) (text string, err error) {
	ps, err := t.Config().Parameters(strings.TrimSuffix(postGroup(number), "."))
	if errors.Is(err, trajectory.ErrNotFound) {
		return "", nil
	}
	for _, p := range ps {
		text += fmt.Sprintf("%s = %v\n", strings.TrimPrefix(p.Path, postGroup(number)), p.Value)
	}
	return text, err
}

// renumbered returns the path that a setting of stock k has in the merged trajectory.
func (c *chosen) renumbered(k int, path string) string {
	for p, number := range c.posts[k] {
		if rest, is := strings.CutPrefix(path, postGroup(p+1)); is {
			return postGroup(number) + rest
		}
	}
	return path
}

// postIn returns the number in the merged trajectory of a post-processing of stock k; 0 is none.
func (c *chosen) postIn(k, number int) int {
	if number == 0 {
		return 0
	}
	return c.posts[k][number-1]
}

// otherPosts returns the numbers of the post-processings of stock k, or nil where they stay.
func (c *chosen) otherPosts(k int) []int {
	for p, number := range c.posts[k] {
		if number != p+1 {
			return c.posts[k]
		}
	}
	return nil
}
