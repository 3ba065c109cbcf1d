package hdf5

import (
	"encoding/json"
	"fmt"
	"slices"

	"golgi/trajectory"
)

// Environments have long texts, and most files have the same: each is there once.

// environments returns those of the records as texts, each once, and for each record which it is.
func (s sourced) environments() (texts []string, of []int64, err error) {
	for _, r := range s.records {
		text, err := json.Marshal(r.Provenance.Environment)
		if err != nil {
			return nil, nil, err
		}
		k := slices.Index(texts, string(text))
		if k < 0 {
			k, texts = len(texts), append(texts, string(text))
		}
		of = append(of, int64(k))
	}
	return texts, of, nil
}

// readEnvironments is the inverse of environments.
func readEnvironments(settings trajectory.Reader) (all []trajectory.Environment, err error) {
	texts, err := trajectory.Value[[]string](settings, notedMerge+"environments")
	if err != nil {
		return nil, err
	}
	of, err := trajectory.Value[[]int64](settings, notedMerge+"environment")
	if err != nil {
		return nil, err
	}
	for _, k := range of {
		var e trajectory.Environment
		if k < 0 || k >= int64(len(texts)) {
			return nil, fmt.Errorf("there is no environment %d", k)
		}
		if err := json.Unmarshal([]byte(texts[k]), &e); err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, nil
}
