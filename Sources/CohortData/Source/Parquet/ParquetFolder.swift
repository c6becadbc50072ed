internal import Glibc
internal import TopsliceRecords

/// A folder of Parquet files, perhaps in folders whose names are columns: `area=E06/year=2024/part-0.parquet`.
struct ParquetFolder {
    private let path: String

    /// Nil where the path is no folder.
    init?(_ path: String) {
        guard path != "-", Self.kind(path) == mode_t(S_IFDIR) else { return nil }
        var path = path
        while path.count > 1, path.last == "/" { path.removeLast() }
        self.path = path
    }

    /// Its files in the order of their paths, hidden ones and those of other programs (`_SUCCESS`) apart.
    func files() throws(Faults) -> [ParquetFile] {
        var result: [ParquetFile] = []
        try add(path, [], to: &result)
        guard !result.isEmpty else {
            throw InputFile.fault(
                .notRegularFile,
                path,
                "is a directory, expected a CSV file or a folder with files *.parquet"
            )
        }
        return result
    }

    private func add(
        _ folder: String,
        _ columns: [(name: String, value: String)],
        to result: inout [ParquetFile]
    ) throws(Faults) {
        for name in try Self.names(in: folder) where !name.hasPrefix(".") && !name.hasPrefix("_") {
            let inner = folder + "/" + name
            let column = Self.column(name)
            if Self.kind(inner) == mode_t(S_IFDIR) {
                // Folders of other names are none of the table; so no link leads round and round.
                if !column.isEmpty { try add(inner, columns + column, to: &result) }
            } else if name.hasSuffix(".parquet") || name.hasSuffix(".parq") {
                result.append(
                    try ParquetFile(InputFile(openingRegular: inner), folders: columns)
                )
            }
        }
    }

    private static func kind(_ path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & mode_t(S_IFMT) : nil
    }

    /// Sorted by bytes.
    private static func names(in folder: String) throws(Faults) -> [String] {
        guard let handle = opendir(folder) else {
            throw InputFile.fault(
                .unreadable,
                folder,
                "the folder cannot be read: \(systemMessage(errno))"
            )
        }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { bytes in
                bytes.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// What the name of a folder says: `area=E06`, with %20 and the like for what may not stand in a name.
    static func column(_ name: some StringProtocol) -> [(name: String, value: String)] {
        guard let sign = name.firstIndex(of: "="), sign != name.startIndex else { return [] }
        let value = plain(Substring(name[name.index(after: sign)...]))
        return [
            (plain(Substring(name[..<sign])), value == "__HIVE_DEFAULT_PARTITION__" ? "" : value)
        ]
    }

    private static func plain(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), rest.count >= 2, let value = UInt8(digits, radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension ParquetFile {
    /// The files of a cohort that have rows, since programs that write in parts write empty ones too; all of them where none has.
    static func withRows(_ files: [ParquetFile]) -> [ParquetFile] {
        let some = files.filter { $0.groups.contains { $0 > 0 } }
        return some.isEmpty ? files : some
    }

    /// Whether a file begins as Parquet files do.
    static func begins(_ file: InputFile) throws(Faults) -> Bool {
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 4, alignment: 1)
        defer { bytes.deallocate() }
        let count = try file.read(into: bytes, at: 0)
        return magics.contains { $0.elementsEqual(bytes.prefix(count)) }
    }
}
