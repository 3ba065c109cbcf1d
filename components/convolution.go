package components

import (
	"fmt"

	"golgi/sim"
	"golgi/units"
)

// A Convolution connects images: neurons stand row by row, column by column, the channels of a pixel next to each other. The neuron at row r and
// column c of the target gets a kernel of the source around it:
//
//	row of the source = r·Stride - Padding + row of the kernel,
//
// and columns likewise. With Pool, pixels of the source are first pooled: Pool times Pool of them stand for one, with the weight of the
// kernel each.
//
// Source: GeNN 5.1, initSparseConnectivitySnippet.h, Conv2D; initToeplitzConnectivitySnippet.h, Conv2D and AvgPoolConv2D.
type Convolution struct {
	Height, Width, Channels   int // of the source; Channels 0: 1
	KernelHeight, KernelWidth int
	OutChannels               int         // 0: 1
	Stride, Padding, Pool     int         // Stride and Pool 0: 1
	Kernel                    units.Array // row by row, column by column, channel of the source by channel of the target
}

// filled has no zeros where they stand for 1.
func (c Convolution) filled() Convolution {
	c.Channels, c.OutChannels, c.Stride, c.Pool = max(c.Channels, 1), max(c.OutChannels, 1), max(c.Stride, 1), max(c.Pool, 1)
	return c
}

// Size is the number of neurons of the target, and its rows and columns; 0 where the kernel does not fit.
func (c Convolution) Size() (n, rows, columns int) {
	if c.check() != nil {
		return 0, 0, 0
	}
	return c.filled().shape()
}

func (c Convolution) shape() (n, rows, columns int) {
	rows = (c.Height/c.Pool+2*c.Padding-c.KernelHeight)/c.Stride + 1
	columns = (c.Width/c.Pool+2*c.Padding-c.KernelWidth)/c.Stride + 1
	return rows * columns * c.OutChannels, rows, columns
}

const (
	largestSide  = 1 << 14 // keeps sizes where their products fit
	mostSynapses = 1 << 26 // which are listed, with their weights
)

func (c Convolution) check() error {
	c = c.filled()
	for _, n := range []int{c.Height, c.Width, c.Channels, c.OutChannels, c.KernelHeight, c.KernelWidth, c.Stride, c.Pool, c.Padding + 1} {
		if n < 1 || n > largestSide {
			return fmt.Errorf("Convolution: %+v: wanted sizes from 1 to %d", c, largestSide)
		}
	}
	if want := c.KernelHeight * c.KernelWidth * c.Channels * c.OutChannels; c.Kernel.Len() != want {
		return fmt.Errorf("Convolution: the kernel has %d weights, wanted %d: height, width, channels of the source, channels of the target", c.Kernel.Len(), want)
	}
	if c.Height < c.Pool || c.Width < c.Pool || c.Height/c.Pool+2*c.Padding < c.KernelHeight || c.Width/c.Pool+2*c.Padding < c.KernelWidth {
		return fmt.Errorf("Convolution: a kernel of %d times %d does not fit", c.KernelHeight, c.KernelWidth)
	}
	_, rows, columns := c.shape()
	if n := c.Height * c.Width * c.Channels; n > mostSynapses {
		return fmt.Errorf("Convolution: there are %d neurons in the source; wanted %d or fewer", n, mostSynapses)
	}
	if n := float64(rows*columns) * float64(c.Pool*c.Pool) * float64(c.Kernel.Len()); n > mostSynapses {
		return fmt.Errorf("Convolution: it would have %.0f synapses; wanted %d or fewer", n, mostSynapses)
	}
	return nil
}

// Rule connects source and target.
func (c Convolution) Rule() Rule {
	return Rule{fault: c.check(), Name: "Convolution", About: "neurons of an image with those of another, by a kernel, after pooling or not",
		Source: "GeNN 5.1, Conv2D, AvgPoolConv2D",
		connect: func(e ends) ([]sim.Connect, error) {
			f := c.filled()
			if size, _, _ := c.Size(); e.pre != f.Height*f.Width*f.Channels || e.post != size {
				return nil, fmt.Errorf("rule Convolution: there are %d sources and %d targets, wanted %d and %d", e.pre, e.post, f.Height*f.Width*f.Channels, size)
			}
			all := sim.Connect{}
			f.each(func(i, j, _ int) { all.I, all.J = append(all.I, i), append(all.J, j) })
			return []sim.Connect{all}, nil
		}}
}

// Weight is the weights of the kernel.
func (c Convolution) Weight() Draw {
	d := Draw{Name: "Kernel", About: "the weights of a Convolution", Source: "GeNN 5.1, initVarSnippet.h, Kernel", expression: "kernel", fault: c.check(), unit: unitOf(units.FromSI(1, c.Kernel.Dimension()))}
	if d.fault == nil {
		kernel := c.Kernel.SI()
		var w []float64
		c.filled().each(func(_, _, k int) { w = append(w, kernel[k]) })
		d.list = units.ArrayFromSI(w, c.Kernel.Dimension())
	}
	return d
}

// each calls what is to be done for each synapse, by source, then target, with the number of its weight in the kernel.
func (c Convolution) each(do func(i, j, k int)) {
	_, rows, columns := c.shape()
	for i := range c.Height * c.Width * c.Channels {
		row, column, channel := i/c.Channels/c.Width/c.Pool, i/c.Channels%c.Width/c.Pool, i%c.Channels
		if row >= c.Height/c.Pool || column >= c.Width/c.Pool { // left over by pooling
			continue
		}
		for toRow, lastRow := c.reached(row, c.KernelHeight, rows); toRow <= lastRow; toRow++ {
			kernelRow := row + c.Padding - toRow*c.Stride
			for toColumn, lastColumn := c.reached(column, c.KernelWidth, columns); toColumn <= lastColumn; toColumn++ {
				kernelColumn := column + c.Padding - toColumn*c.Stride
				for to := range c.OutChannels {
					do(i, (toRow*columns+toColumn)*c.OutChannels+to, ((kernelRow*c.KernelWidth+kernelColumn)*c.Channels+channel)*c.OutChannels+to)
				}
			}
		}
	}
}

// reached returns the first and the last row of the target, of so many, whose kernel of a height covers a row of the source; columns likewise.
func (c Convolution) reached(row, height, rows int) (first, last int) {
	top := row + c.Padding
	if behind := top - height + 1; behind > 0 {
		first = (behind + c.Stride - 1) / c.Stride
	}
	return first, min(top/c.Stride, rows-1)
}
