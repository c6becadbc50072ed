#define _GNU_SOURCE
#include "CSystemCalls.h"
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>

int topslice_exchange(const char *one, const char *other) {
    return renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE);
}

int topslice_move_new(const char *source, const char *target) {
    return renameat2(AT_FDCWD, source, AT_FDCWD, target, RENAME_NOREPLACE);
}

// `stderr` is one for the whole process. Two threads that turned it away at once would each put back what the other had
// set, and close the process's own stream: so one at a time.
static pthread_mutex_t silence = PTHREAD_MUTEX_INITIALIZER;

void *topslice_silence(void) {
    pthread_mutex_lock(&silence);
    FILE *before = stderr;
    FILE *nowhere = fopen("/dev/null", "we");
    if (nowhere) stderr = nowhere;
    return before;
}

void topslice_unsilence(void *before) {
    FILE *nowhere = stderr;
    stderr = before;
    if (nowhere != before) fclose(nowhere);
    pthread_mutex_unlock(&silence);
}

int topslice_memory_file(void) { return memfd_create("topslice", MFD_CLOEXEC); }
