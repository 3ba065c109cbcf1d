package fields

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

type base struct {
	Seed int `comment:"of the embedded struct"`
}

type good struct {
	base
	N        int     `min:"1" max:"10" comment:"how many"`
	Tau      float64 `unit:"ms"`
	R_ee     float64
	EL, V1   float64
	TauM     float64
	Prob     float64 `name:"p_ee"`
	Synaptic struct{ Tau float64 }
	Skipped  func() `name:"-"`
}

func TestNamesOfFields(t *testing.T) {
	fields, err := Of(reflect.TypeFor[good]())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range fields {
		got = append(got, fmt.Sprintf("%s=%s", f.Path, f.Where))
	}
	const want = "seed=good.base.Seed N=good.N tau=good.Tau R_ee=good.R_ee EL=good.EL V1=good.V1 tauM=good.TauM p_ee=good.Prob " +
		"synaptic.tau=good.Synaptic.Tau"
	if strings.Join(got, " ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, " "), want)
	}
	if f := fields[1]; f.Min != "1" || f.Max != "10" || f.Comment != "how many" || fields[2].Unit != "ms" {
		t.Errorf("tags of %+v and %+v", f, fields[2])
	}
}

type bad struct {
	hidden  int
	Units   float64 `units:"ms"`
	Twice   float64 `unit:"ms" unit:"s"`
	Tau     float64
	Time    float64         `name:"tau"`
	Spaced  int             `name:"a b"`
	Group   struct{ X int } `unit:"ms"`
	Strange int             `json:"x"`
}

// Every fault is said, with type and field.
func TestFaultsOfTags(t *testing.T) {
	_, err := Of(reflect.TypeFor[bad]())
	const want = "bad.hidden: it begins with a small letter, and cannot be set; write Hidden, or leave it out by the tag name:\"-\"\n" +
		"bad.Units: there is no tag units; did you mean \"unit\"?\n" +
		"bad.Twice: it has two tags unit\n" +
		"bad.Time: it is called tau, as bad.Tau is; give one of them another name by a tag, as in name:\"tau2\"\n" +
		"bad.Spaced: it cannot be called \"a b\": a name has letters, digits, '_' and '-', and begins with a letter or digit; " +
		"give it one by a tag, as in name:\"tau\"\n" +
		"bad.Group: it is a group, and has no unit; tag its fields\n" +
		"bad.Strange: there is no tag json; there are name, unit, comment, min, max"
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
	const blank = "its tag `unit: \"ms\"` cannot be read; write it as in `unit:\"ms\" comment:\"membrane\"`"
	if _, err := parse(`unit: "ms"`); err == nil || err.Error() != blank { // which vet finds in a struct
		t.Error(err)
	}
	if _, err := Of(reflect.TypeFor[int]()); err == nil || err.Error() != "int is no struct" {
		t.Error(err)
	}
}
