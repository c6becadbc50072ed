/// What a document may not exceed; a limit on everything, so that no file can hang or exhaust the reader.
public struct YAMLLimits: Sendable {
    /// Bytes of the file.
    public var byteCount = 4 << 20
    /// Steps from the top to a value, each a key or a place in a list.
    public var depth = 64
    /// Scalars, lists and maps together.
    public var nodeCount = 200_000
    /// Bytes of one key.
    public var keyLength = 1_024
    /// Faults reported.
    public var faultCount = 100

    public init() {}
}
