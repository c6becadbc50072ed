// The C headers of OpenBLAS, and the few Fortran LAPACK routines used: Debian's library exports
// them, but ships no C prototypes without LAPACKE.
#ifndef TOPSLICE_COPENBLAS_SHIM_H
#define TOPSLICE_COPENBLAS_SHIM_H

#include <cblas.h>

// Cholesky factorisation of a symmetric positive definite matrix, one triangle in place.
void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info);

// Inverse of a triangular matrix in place.
void dtrtri_(const char *uplo, const char *diag, const int *n, double *a, const int *lda, int *info);

// Name of the kernel family in use (for instance "SkylakeX"), declared by cblas.h in most versions.
char *openblas_get_corename(void);

// Ends the threads of the library, which the next call that asks for more than one begins again. Declared by no header, and not there
// in builds without threads.
int blas_thread_shutdown_(void) __attribute__((weak));

static inline void topslice_openblas_end_threads(void)
{
    if (blas_thread_shutdown_) blas_thread_shutdown_();
}

#endif
