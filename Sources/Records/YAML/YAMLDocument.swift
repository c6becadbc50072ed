/// A YAML file read strictly: its root, each node with its place; see `YAMLParser` for what is accepted.
///
///     let document = try YAMLDocument.read("study.yaml")
///     var faults = FaultList(file: document.file)
///     let root = document.root.map(&faults)
///     let outcome = root?.text("outcome", &faults)
///     root?.refuseUnknownKeys(known: ["outcome"], &faults)
///     try faults.throwIfAny()
package struct YAMLDocument: Sendable {
    package let file: String
    package let root: YAMLNode

    /// Reads a file.
    ///
    /// - Throws: every fault found, with line and column.
    package static func read(
        _ path: String,
        limits: YAMLLimits = YAMLLimits()
    ) throws(Faults) -> YAMLDocument {
        let bytes = try bytes(of: path, limits: limits)
        return try parse(bytes, file: path, limits: limits)
    }

    /// Reads a file as far as it can be read, so that what is wrong with its values can be reported together
    /// with what is wrong with its form; a document that comes with faults lacks whatever they concern.
    ///
    /// - Returns: no document where nothing in it can be trusted.
    package static func salvage(
        _ file: FileBytes,
        limits: YAMLLimits = YAMLLimits()
    ) -> (document: YAMLDocument?, faults: [Fault]) {
        let path = file.name
        do {
            var parser = try parser(file.bytes, file: path, limits: limits)
            let root = parser.parseDocument()
            let faults = parser.faults.sorted { $0.place < $1.place }
            guard let root, !parser.isHopeless else {
                let empty = fault(.syntax, path, 1, "the file is empty, expected keys and values")
                return (nil, faults.isEmpty ? empty.faults : faults)
            }
            return (YAMLDocument(file: path, root: root), faults)
        } catch {
            return (nil, error.faults)
        }
    }

    /// Parses the bytes of a file, UTF-8 with or without a byte-order mark.
    ///
    /// - Parameter file: what messages call it.
    package static func parse(
        _ bytes: [UInt8],
        file: String,
        limits: YAMLLimits = YAMLLimits()
    ) throws(Faults) -> YAMLDocument {
        var parser = try parser(bytes, file: file, limits: limits)
        let root = parser.parseDocument()
        guard parser.faults.isEmpty else {
            throw Faults(parser.faults.sorted { $0.place < $1.place })
        }
        guard let root else {
            throw fault(.syntax, file, 1, "the file is empty, expected keys and values")
        }
        return YAMLDocument(file: file, root: root)
    }

    private static func parser(
        _ bytes: [UInt8],
        file: String,
        limits: YAMLLimits
    ) throws(Faults) -> YAMLParser {
        guard bytes.count <= limits.byteCount else {
            throw fault(.limit, file, 1, "the file is larger than \(limits.byteCount) bytes")
        }
        let format = bytes.withUnsafeBufferPointer { BinaryFormat.of($0) }
        if let format { throw Faults(Fault(.notText(format), file: file)) }
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        guard let string = String(validating: text, as: UTF8.self) else {
            let line = firstInvalidLine(text)
            throw fault(.file, file, line, "the text is not UTF-8; save it as UTF-8")
        }
        return YAMLParser(text: string, file: file, limits: limits)
    }

    private static func firstInvalidLine(_ bytes: ArraySlice<UInt8>) -> Int {
        var line = 1
        for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if String(validating: part, as: UTF8.self) == nil { break }
            line += 1
        }
        return line
    }

    private static func fault(
        _ kind: Fault.Kind,
        _ file: String,
        _ line: Int,
        _ message: String
    ) -> Faults {
        let position = TextPosition(line: line, column: 1)
        return Faults([Fault(kind, file: file, position: position, message: message)])
    }

    /// The whole of a regular file.
    private static func bytes(of path: String, limits: YAMLLimits) throws(Faults) -> [UInt8] {
        do throws(FileTrouble) {
            return try FileBytes(reading: path, limit: limits.byteCount).bytes
        } catch {
            throw Faults(Fault(error, file: path))
        }
    }
}
