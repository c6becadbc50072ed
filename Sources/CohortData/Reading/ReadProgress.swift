/// How far a pass over a file has come since the last report.
package struct ReadProgress: Sendable, Equatable {
    /// Bytes and rows done since the last report.
    package let bytes: Int
    package let rows: Int
    /// Bytes of the whole pass; the next pass begins at nothing again.
    package let totalBytes: Int
}

/// Takes reports of progress; called now and then, from any thread.
package typealias ReadReport = @Sendable (ReadProgress) -> Void
