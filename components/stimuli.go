package components

import (
	"errors"
	"fmt"

	"golgi/input"
	"golgi/sim"
	"golgi/units"
)

// FromArray is a current that is given by an array of times: the values of a [sim.TimedArray] without columns, in the unit of I.
func FromArray(values *sim.TimedArray) Current {
	return array("FromArray", "current that is given at times, the same for all neurons", "I = values(t) : current", values)
}

// FromColumns is a current that is given by an array of times and neurons: the columns of a [sim.TimedArray].
func FromColumns(values *sim.TimedArray) Current {
	return array("FromColumns", "current that is given at times, for each neuron its own", "I = values(t, i) : current", values)
}

func array(name, about, equations string, values *sim.TimedArray) Current {
	c := Current{Name: name, About: about, Source: "Brian 2, TimedArray", Array: values}
	if values != nil { // without values it has no equations, which the population refuses
		c.Equations = equations
	}
	return c
}

// ImageCurrent is a current by the shades of images, which are shown one after another, each for so long: a neuron for each pixel.
func ImageCurrent(images input.Images, each units.Quantity) (Current, error) {
	shades, err := shades(images, each)
	if err != nil {
		return Current{}, err
	}
	c := FromColumns(shades)
	c.pixels = images.Pixels()
	c.Name, c.About = "ImageCurrent", "current by the shade of a pixel of images, one after another: black to white"
	c.Equations = "I = black + (white - black)*values(t, i) : current"
	c.Parameters = "black = 0 current # current of a black pixel\nwhite = 0 current # current of a white pixel"
	return c, nil
}

// shades are those of images as a function of time and pixel.
func shades(images input.Images, each units.Quantity) (*sim.TimedArray, error) {
	if images.Len() == 0 {
		return nil, errors.New("components: there are no images; read some, as by input.PNG")
	}
	return sim.NewTimedArray(sim.Timed{Values: images.Shades(), Columns: images.Pixels(), DT: each})
}

// ImagePoisson neurons spike at random, a neuron for each pixel, with a rate by its shade. Images are shown one after another.
func ImagePoisson(images input.Images) SourceKind {
	return SourceKind{
		Name: "ImagePoisson", About: "neurons that spike at random, with a rate by the shade of a pixel of images, one after another",
		Source: "Brian2GeNN tutorial, images; Diehl & Cook (2015), Front. Comput. Neurosci. 9:99",
		Parameters: `
			black = 0 Hz    >= 0  # rate of a black pixel
			white = 60 Hz   >= 0  # rate of a white pixel
			each  = 350 ms  > 0   # how long an image is shown`,
		fastest: func(p sim.Namespace) float64 { return max(si(p["black"]), si(p["white"])) },
		make: func(name string, size int, p sim.Namespace) (sim.Object, error) {
			each, _ := p["each"].(units.Quantity)
			shades, err := shades(images, each)
			if err != nil {
				return nil, err
			}
			if size != images.Pixels() {
				return nil, fmt.Errorf("components: source %q: there are %d neurons, and the images have %d pixels; wanted one for each", name, size, images.Pixels())
			}
			return object(sim.Poisson{Name: name, Size: size, Rates: "black + (white - black)*shade(t, i)",
				Namespace: sim.Namespace{"shade": shades, "black": p["black"], "white": p["white"]}}.Make())
		},
	}
}
