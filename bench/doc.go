// Command bench times Golgi on the workloads with which simulators are compared, and real Brian 2 beside it.
//
//	go run ./bench                      lists the workloads
//	go run ./bench run A                runs one, and prints a line of JSON
//	go run ./bench profile A            says where its time goes
//	go run ./bench peers [-rounds 5] A  runs Golgi and Brian 2 in turns, and prints medians and ratios
//
// Everything runs on one thread, with steps of 0.1 ms and 64 bit floating point numbers. What counts is the time of the processor that the
// simulation takes, without building the network and without compiling.
package main
