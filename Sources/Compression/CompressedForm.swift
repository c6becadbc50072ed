/// How the bytes of a file are compressed, known by the first of them and not by its name.
package enum CompressedForm: Sendable, Hashable, CaseIterable {
    /// RFC 1952; one member or several behind one another, as `cat one.gz two.gz` makes them.
    case gzip
    /// RFC 8878; one frame or several, skippable ones left out.
    case zstandard

    /// The bytes that tell; fewer say nothing.
    package static var magicLength: Int { 4 }

    /// - Parameter beginning: the first bytes of the file, `magicLength` or more where it has them.
    package init?(beginning: some Collection<UInt8>) {
        let bytes = Array(beginning.prefix(Self.magicLength))
        if bytes.starts(with: [0x1F, 0x8B]) {
            self = .gzip
        } else if bytes == [0x28, 0xB5, 0x2F, 0xFD] || Self.isSkippable(bytes) {
            self = .zstandard
        } else {
            return nil
        }
    }

    /// A frame of Zstandard that holds nothing of the text, with which `pzstd` begins.
    private static func isSkippable(_ bytes: [UInt8]) -> Bool {
        bytes.count == 4 && bytes[0] & 0xF0 == 0x50 && bytes[1...] == [0x2A, 0x4D, 0x18]
    }
}
