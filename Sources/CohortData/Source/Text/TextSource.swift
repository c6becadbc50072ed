internal import TopsliceCompression
package import TopsliceRecords

/// A cohort file made ready to read: UTF-8 with LF or CRLF line ends, on a path that can be opened and
/// mapped as often as needed.
///
/// Most files are used where they lie. What gzip or Zstandard compressed is decompressed, UTF-16 with a byte-order mark
/// and files whose lines end in a carriage return alone are converted, and standard input (`-`) is kept, in a temporary
/// file that nobody else can open and that is gone with the process: it is unlinked as soon as it is made, and `path`
/// leads to the open file. Hold the source for as long as its path is in use.
///
/// Line numbers of the converted text are those of the original.
package struct TextSource: Sendable {
    /// What the user calls the file; for messages.
    package let name: String
    /// What to open; not for messages.
    package let path: String
    /// Bytes to skip at the beginning of `path`: 3 for a UTF-8 byte-order mark, else 0.
    package let offset: Int
    /// Size of `path` in bytes, the offset included.
    package let byteCount: Int
    package let warnings: [CohortWarning]
    /// The file as the user has it, open as long as this is used; `path` leads to it, or to a copy.
    private let original: InputFile
    /// What `path` is read through.
    let file: InputFile
    /// Keeps temporary files alive.
    private let temporary: [TemporaryFile]

    /// Where to find the bytes that were handed in, before any conversion, and how many they are: what a digest is made of.
    package var originalBytes: (path: String, count: Int) { (original.path, original.byteCount) }

    /// Refuses a file that was written to or replaced since it was opened: what was read may be neither the old nor the new.
    package func refuseIfChanged() throws(Faults) {
        try original.refuseIfChanged()
    }

    /// Whether both come from one file.
    func isSameFile(as other: TextSource) -> Bool { original.isSame(as: other.original) }

    /// Opens the file, tells compression and encoding from its first bytes, and converts it where it must.
    ///
    /// - Parameter path: a regular file, or `-` for standard input.
    /// - Throws: `Faults` where the file is missing, unreadable, not a regular file, empty, not text
    ///   (a workbook, an archive, a database), in UTF-32, UTF-16 that is damaged or has no mark, or compressed and damaged.
    ///   Faults within UTF-8 text are left to the reader.
    /// - Complexity: O(1) for a file read in place, else one pass in constant memory.
    package static func open(_ path: String) throws(Faults) -> TextSource {
        try open(path, standardInput: 0)
    }

    /// Text that is in memory already, put where it can be mapped like a file.
    static func holding(_ bytes: [UInt8], name: String) throws(Faults) -> TextSource {
        let held = try TemporaryFile.holding(bytes, name: name)
        let file = try InputFile(opening: held.path, name: name)
        return TextSource(
            name: name,
            path: held.path,
            offset: 0,
            byteCount: held.byteCount,
            warnings: [],
            original: file,
            file: file,
            temporary: [held]
        )
    }

    /// What was made of a file of another kind, under that file's name.
    static func converted(
        _ original: InputFile,
        to text: TemporaryFile
    ) throws(Faults) -> TextSource {
        TextSource(
            name: original.name,
            path: text.path,
            offset: 0,
            byteCount: text.byteCount,
            warnings: [],
            original: original,
            file: try InputFile(opening: text.path, name: original.name),
            temporary: [text]
        )
    }

    /// Refuses what is read only from a file of its own, not out of another one or from standard input.
    private static func refuseColumns(
        _ file: InputFile,
        isCompressed: Bool
    ) throws(Faults) {
        var what: String?
        if let form = try StatisticalForm.of(file) { what = "a file of \(form.rawValue)" }
        if try ParquetFile.begins(file) { what = "a Parquet file" }
        guard let what else { return }
        throw InputFile.fault(
            .unreadable,
            file.name,
            isCompressed
                ? "holds \(what), expected one that is not compressed; decompress it first"
                : "is \(what), which is not read from standard input; give its path"
        )
    }

    static func open(
        _ path: String,
        standardInput: Int32
    ) throws(Faults) -> TextSource {
        var temporary: [TemporaryFile] = []
        let original: InputFile
        if path == "-" {
            let spooled = try TemporaryFile.spool(standardInput, name: path)
            original = try InputFile(opening: spooled.path, name: path)
            temporary = [spooled]
        } else {
            original = try InputFile(openingRegular: path)
        }
        var file = original
        if let compression = try CompressedForm.of(original) {
            let plain = try TemporaryFile.decompressed(original, compression)
            file = try InputFile(opening: plain.path, name: path)
            temporary.append(plain)
        }
        if !temporary.isEmpty {
            try refuseColumns(file, isCompressed: temporary.count > 1 || path != "-")
        }
        let form = try TextForm.of(file)
        var warnings: [CohortWarning] = []
        if form.encoding != .utf8 || form.lineEnd == .carriageReturn {
            let converted = try TemporaryFile.normalised(file, form: form)
            warnings = form.warnings(file: path)
            return TextSource(
                name: path,
                path: converted.path,
                offset: 0,
                byteCount: converted.byteCount,
                warnings: warnings,
                original: original,
                file: try InputFile(opening: converted.path, name: path),
                temporary: temporary + [converted]
            )
        }
        return TextSource(
            name: path,
            path: file.path,
            offset: form.markLength,
            byteCount: file.byteCount,
            warnings: warnings,
            original: original,
            file: file,
            temporary: temporary
        )
    }
}
