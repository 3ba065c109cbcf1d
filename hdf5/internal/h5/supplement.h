/* What gonum.org/v1/hdf5 lacks, and what cgo cannot say itself: macros, callbacks and memory of C. */
#ifndef GOLGI_SUPPLEMENT_H
#define GOLGI_SUPPLEMENT_H

#include "hdf5.h"
#include <stdint.h>
#include <stdlib.h>

/* The element types of array.go, in its order. */
enum golgi_kind {
	GOLGI_NONE,
	GOLGI_FLOAT64,
	GOLGI_FLOAT32,
	GOLGI_INT64,
	GOLGI_INT32,
	GOLGI_INT16,
	GOLGI_INT8,
	GOLGI_UINT64,
	GOLGI_UINT32,
	GOLGI_UINT16,
	GOLGI_UINT8,
	GOLGI_COMPLEX128,
	GOLGI_COMPLEX64,
	GOLGI_BOOL,
	GOLGI_STRING,
	GOLGI_TABLE,
	GOLGI_KINDS
};

/* Types that are nobody's to close: elements as in this machine's memory, as in the file (little endian,
   booleans one byte, texts of variable length), and the enumeration that h5py writes for a boolean. */
hid_t golgi_memory_type(int kind);
hid_t golgi_stored_type(int kind);
hid_t golgi_bool_enum(void);
hid_t golgi_int8_type(void);

/* A text of size bytes, UTF-8 and filled up with NULs. Nobody's to close, and valid until the next call. */
hid_t golgi_text_type(size_t size);

/* A type that the caller closes: ASCII with a final NUL. */
hid_t golgi_ascii_type(size_t size);

/* How elements of a stored type are read. */
typedef struct {
	int kind;
	size_t width;   /* bytes of one in the file, one array member for arrays */
	int fixed, pad; /* texts: of fixed length, and their H5T_str_t */
	int above;      /* integers: unsigned and of 8 bytes, so that one may be too large */
	int byte;       /* unsigned and of 1 byte: a boolean, unless it is known to be a number */
	int rank;       /* array members of tables: the dimensions */
	hsize_t dims[H5S_MAX_RANK];
} golgi_form;
void golgi_form_of(hid_t type, golgi_form *f);

/* The type in memory that elements of a stored type are read as, for the caller to close. */
hid_t golgi_reading_type(hid_t stored, const golgi_form *f);

/* The same for a column of a table, as the only member of a compound type. */
hid_t golgi_column_type(const char *name, hid_t stored, const golgi_form *f);

/* Adds a column, whose rows are arrays if rank > 0, to a compound type. */
herr_t golgi_insert_column(hid_t compound, const char *name, size_t at, hid_t element, int rank,
			   const hsize_t *dims);

/* Property lists for new objects, nobody's to close: no time stamps in their headers, so that equal contents
   are equal bytes, and room there for many attributes. A compact dataset lives in its header. */
hid_t golgi_group_plist(void);
hid_t golgi_dataset_plist(int compact);

/* The list for a compressed dataset, for the caller to close. */
hid_t golgi_chunked_plist(int rank, const hsize_t *chunk, unsigned deflate);

/* How names are followed, nobody's to close: links to other files are not, because our file driver must see
   each file before the library does. */
hid_t golgi_group_access(void);
hid_t golgi_dataset_access(void);

/* Gives memory that the library does not need any more back to the system, when its thread ends. */
void golgi_keep_memory(void);
void golgi_give_back(void);

/* The error stack of this thread: what outermost and innermost call say, and the class of the latter. */
typedef struct {
	char outer[512], inner[512], major[128], minor[128];
} golgi_failure;
void golgi_silence(void);
void golgi_last_failure(golgi_failure *f);

/* The members of a group or the attributes of an object, in no order. Names end in NUL, in
   one buffer, which golgi_free_list frees; kinds holds an H5O_type_t or a golgi_link per member, and places
   16 bytes each that are equal for two hard links to one object. */
enum golgi_link { GOLGI_SOFT = -1, GOLGI_EXTERNAL = -2, GOLGI_OTHER_LINK = -3 };
typedef struct {
	size_t count, room;
	char *names;
	size_t used, size;
	int *kinds;
	unsigned char (*places)[16];
} golgi_list;
int golgi_members(hid_t group, golgi_list *list);
int golgi_attributes(hid_t object, golgi_list *list);
void golgi_free_list(golgi_list *list);

/* The golgi_link and the bytes of the target of a link, which has none if it is hard. */
int64_t golgi_link_size(hid_t group, const char *name, int *kind);

/* How the bytes of a dataset are kept: foreign means in other files, where nobody shall be led. */
typedef struct {
	int filters, foreign;
} golgi_storage;
int golgi_storage_of(hid_t dataset, golgi_storage *s);

/* Text that is read comes out of an arena of at most credit bytes, where the library would else take what the
   file claims. It is used by way of a transfer property list. */
typedef struct golgi_block golgi_block;
typedef struct {
	golgi_block *blocks;
	uint64_t credit;
	int broke; /* more was asked for than credit */
} golgi_arena;
golgi_arena *golgi_new_arena(uint64_t credit);
hid_t golgi_transfer_plain(size_t width);
hid_t golgi_transfer_plist(golgi_arena *arena, size_t width);
void golgi_free_arena(golgi_arena *arena);

/* The value of DIMENSION_LIST: one list per dimension, with a reference to its scale. The type is nobody's to
   close. For reading, the places of the scales as in golgi_list. */
hid_t golgi_reference_list_type(void);
herr_t golgi_write_references(hid_t attribute, hid_t type, int rank, const hid_t *scales);
herr_t golgi_read_references(hid_t attribute, hid_t type, int rank, unsigned char (*places)[16]);

/* All identifiers that the process holds open, some of them the library's own. Slow: for tests. */
int64_t golgi_open_ids(void);

#endif
