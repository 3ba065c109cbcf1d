package sandbox

// #include <signal.h>
//
// static void die_plainly(void) {
// 	int fatal[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGSYS, SIGTRAP, SIGXCPU};
// 	for (unsigned i = 0; i < sizeof fatal / sizeof *fatal; i++) signal(fatal[i], SIG_DFL);
// }
import "C"

// diePlainly takes from Go what it does about signals: in a process whose memory is in disorder, to print
// stacks may take forever.
func diePlainly() { C.die_plainly() }
