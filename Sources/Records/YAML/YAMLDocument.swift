internal import Glibc

/// A YAML file read strictly: its root, each node with its place; see `YAMLParser` for what is accepted.
///
///     let document = try YAMLDocument.read("study.yaml")
///     var faults = YAMLFaultList(file: document.file)
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
    ) throws(YAMLFaults) -> YAMLDocument {
        let bytes = try bytes(of: path, limits: limits)
        return try parse(bytes, file: path, limits: limits)
    }

    /// Reads a file as far as it can be read, so that what is wrong with its values can be reported together
    /// with what is wrong with its form; a document that comes with faults lacks whatever they concern.
    ///
    /// - Returns: no document where nothing in it can be trusted.
    package static func salvage(
        _ path: String,
        limits: YAMLLimits = YAMLLimits()
    ) -> (document: YAMLDocument?, faults: [YAMLFault]) {
        do {
            let bytes = try bytes(of: path, limits: limits)
            var parser = try parser(bytes, file: path, limits: limits)
            let root = parser.parseDocument()
            let faults = parser.faults.sorted { $0.position < $1.position }
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
    ) throws(YAMLFaults) -> YAMLDocument {
        var parser = try parser(bytes, file: file, limits: limits)
        let root = parser.parseDocument()
        guard parser.faults.isEmpty else {
            throw YAMLFaults(parser.faults.sorted { $0.position < $1.position })
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
    ) throws(YAMLFaults) -> YAMLParser {
        guard bytes.count <= limits.byteCount else {
            throw fault(.limit, file, 1, "the file is larger than \(limits.byteCount) bytes")
        }
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
        _ kind: YAMLFault.Kind,
        _ file: String,
        _ line: Int,
        _ message: String
    ) -> YAMLFaults {
        let position = YAMLPosition(line: line, column: 1)
        return YAMLFaults([YAMLFault(kind, file: file, position: position, message: message)])
    }

    /// The whole of a regular file; a device or pipe might never end.
    private static func bytes(of path: String, limits: YAMLLimits) throws(YAMLFaults) -> [UInt8] {
        guard !path.utf8.contains(0) else { throw fault(.file, path, 1, "no such file") }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            let reason =
                switch errno {
                case ENOENT, ENOTDIR: "no such file"
                case EACCES, EPERM: "no permission to read this file"
                default: "the file cannot be opened"
                }
            throw fault(.file, path, 1, reason)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & mode_t(S_IFMT) == mode_t(S_IFREG)
        else { throw fault(.file, path, 1, "is not a regular file, expected a YAML file") }
        guard Int(status.st_size) <= limits.byteCount else {
            throw fault(.limit, path, 1, "the file is larger than \(limits.byteCount) bytes")
        }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(
                    descriptor,
                    buffer.baseAddress?.advanced(by: filled),
                    buffer.count - filled
                )
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw fault(.file, path, 1, "the file cannot be read") }
            if count == 0 { break }
            filled += count
        }
        bytes.removeSubrange(filled...)
        return bytes
    }
}
