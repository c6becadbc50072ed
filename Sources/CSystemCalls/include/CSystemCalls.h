// The system calls that Swift's Glibc module does not show. Each answers 0 (or a descriptor), or -1 with errno.

/// Exchanges what two paths name, in one step: at no moment is either missing.
int topslice_exchange(const char *one, const char *other);

/// Renames, unless the target is there already (EEXIST).
int topslice_move_new(const char *source, const char *target);

/// A file in memory, without a name, that nothing is left of when its last descriptor is closed.
int topslice_memory_file(void);

/// Turns what C libraries print on standard error away, until the same thread turns it back with what this answered.
/// Other threads that ask wait until then.
void *topslice_silence(void);
void topslice_unsilence(void *before);
