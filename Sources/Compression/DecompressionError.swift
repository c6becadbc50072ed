/// Why compressed bytes could not be made into the bytes that were put in.
package enum DecompressionError: Error, Equatable, Sendable {
    /// The bytes are not what the format allows, or a checksum does not agree.
    case damaged
    /// The bytes end before the format says that they do.
    case truncated
    /// Something else follows the last member or frame.
    case followedByOther
    /// What comes out is more than `DecompressedStream.greatestGrowth` times what went in.
    case growsTooMuch
    /// The frame needs more memory to read than `DecompressedStream.greatestWindow`.
    case windowTooLarge
    /// The library could not have the memory it needs.
    case noMemory
}
