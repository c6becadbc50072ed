/// How far a pass over a file has come since the last report.
public struct ReadProgress: Sendable, Equatable {
    /// Bytes and rows done since the last report.
    public let bytes: Int
    public let rows: Int
    /// Bytes of the whole pass; the next pass begins at nothing again.
    public let totalBytes: Int
}

/// Takes reports of progress; called now and then, from any thread.
public typealias ReadReport = @Sendable (ReadProgress) -> Void
