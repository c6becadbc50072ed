/// Writes a zip archive of stored files, to make workbooks part by part, sound or not.
package struct ZipWriter {
    package struct File {
        package var name: String
        package var bytes: [UInt8]
        /// What the archive says of its size unpacked, where that is a lie.
        package var statedSize: Int?
        /// Bit 0 says that it is encrypted.
        package var flags = 0
        /// 0 for stored; what it says where that is a lie.
        package var method = 0
        package var checksumIsWrong = false

        package init(_ name: String, _ text: String) {
            self.name = name
            bytes = Array(text.utf8)
        }
    }

    package var files: [File]

    package init(_ files: [File]) { self.files = files }

    package func bytes() -> [UInt8] {
        var archive: [UInt8] = []
        var directory: [UInt8] = []
        for file in files {
            let start = archive.count
            let shared =
                Self.number(20, 2) + Self.number(file.flags, 2) + Self.number(file.method, 2)
                + Self.number(0, 2) + Self.number(0x21, 2)
                + Self.number(Self.checksum(file.bytes) ^ (file.checksumIsWrong ? 1 : 0), 4)
                + Self.number(file.bytes.count, 4)
                + Self.number(file.statedSize ?? file.bytes.count, 4)
                + Self.number(file.name.utf8.count, 2) + Self.number(0, 2)
            archive += Self.number(0x0403_4b50, 4) + shared + Array(file.name.utf8) + file.bytes
            directory +=
                Self.number(0x0201_4b50, 4) + Self.number(20, 2) + shared + Self.number(0, 2)
                + Self.number(0, 2) + Self.number(0, 2) + Self.number(0, 4)
                + Self.number(start, 4) + Array(file.name.utf8)
        }
        let end =
            Self.number(0x0605_4b50, 4) + Self.number(0, 4) + Self.number(files.count, 2)
            + Self.number(files.count, 2) + Self.number(directory.count, 4)
            + Self.number(archive.count, 4) + Self.number(0, 2)
        return archive + directory + end
    }

    private static func number(_ value: Int, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    /// CRC-32 as ISO 3309 has it.
    private static func checksum(_ bytes: [UInt8]) -> Int {
        var rest: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            rest ^= UInt32(byte)
            for _ in 0..<8 { rest = rest & 1 == 1 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1 }
        }
        return Int(~rest)
    }
}
