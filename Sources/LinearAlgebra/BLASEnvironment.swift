internal import CTopsliceOpenBLAS
internal import Synchronization

/// What computes the sums: the kernel family of OpenBLAS, and its threads.
///
/// The last bits of a result differ between kernels, so every result states which one made it.
package enum BLASEnvironment {
    /// The kernel family in use, for instance `SkylakeX`.
    package static var coreName: String {
        guard let name = openblas_get_corename() else { return "unknown" }
        return String(cString: name)
    }

    private static let lock = Mutex(())

    /// One BLAS thread a call: the rows are already divided among our own threads.
    ///
    /// The threads that OpenBLAS begins when it is loaded end, as they would wait for work by spinning: for a tenth of a second each takes
    /// a core from those that have work.
    package static func useOneThreadPerCall() {
        lock.withLock { _ in
            guard openblas_get_num_threads() != 1 else { return }
            openblas_set_num_threads(1)
            topslice_openblas_end_threads()
        }
    }
}
