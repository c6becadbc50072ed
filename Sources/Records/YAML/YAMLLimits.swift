/// What a document may not exceed; a limit on everything, so that no file can hang or exhaust the reader.
package struct YAMLLimits: Sendable {
    /// Bytes of the file.
    package var byteCount = 4 << 20
    /// Steps from the top to a value, each a key or a place in a list.
    package var depth = 64
    /// Scalars, lists and maps together.
    package var nodeCount = 200_000
    /// Bytes of one key.
    package var keyLength = 1_024
    /// Faults reported.
    package var faultCount = 100

    package init() {}
}
