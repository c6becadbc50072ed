internal import TopsliceRecords

/// A file that is read whole: moments, never a cohort.
enum SmallFile {
    /// Larger files are refused (256 MiB, 30 million numbers).
    private static let most = 1 << 28

    /// - Throws: `EvaluationError.unreadable`.
    static func bytes(_ path: String) throws(EvaluationError) -> [UInt8] {
        do throws(FileTrouble) {
            return try FileBytes(reading: path, limit: most).bytes
        } catch {
            throw .unreadable(path: path, reason: error.message)
        }
    }
}
