internal import CTopsliceOpenBLAS

/// What computes the sums: the kernel family of OpenBLAS, and its threads.
///
/// The last bits of a result differ between kernels, so every result states which one made it.
package enum BLASEnvironment {
    /// The kernel family in use, for instance `SkylakeX`.
    package static var coreName: String {
        guard let name = openblas_get_corename() else { return "unknown" }
        return String(cString: name)
    }

    /// One BLAS thread a call: the rows are already divided among our own threads.
    package static func useOneThreadPerCall() {
        openblas_set_num_threads(1)
    }
}
