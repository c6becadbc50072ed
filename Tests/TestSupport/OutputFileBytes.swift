package import TopsliceFormats

extension OutputFile {
    /// What the file will hold; nothing for one that comes in pieces.
    package var bytes: [UInt8] {
        guard case .bytes(let bytes) = content else { return [] }
        return bytes
    }
}
