/* Our file driver: below it, files are what driver.go makes of them. */
#ifndef GOLGI_DRIVER_H
#define GOLGI_DRIVER_H

#include "hdf5.h"
#include <stdint.h>

/* Make or open the HDF5 file on a disk, which is a handle of Go. The name is what the library calls it. */
hid_t golgi_create_file(const char *name, uintptr_t disk);
hid_t golgi_open_file(const char *name, uintptr_t disk);

/* Open the file of that name for writing, with the library's own driver. */
hid_t golgi_edit_file(const char *name);

#endif
