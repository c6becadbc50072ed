/// Identifiers of people by their places in the order of bytes: held once, never printed, and where they are many not in memory.
package struct PeopleNames: Sendable {
    private let bytes: SpoolBytes
    /// Where each ends among the bytes.
    private let ends: Spool<Int>

    init() { self.init(PeopleNamesWriter()) }

    init(_ writer: consuming PeopleNamesWriter) {
        bytes = writer.bytes
        _ = bytes.closed()
        ends = Spool(writer.ends)
    }

    package var count: Int { ends.count }

    package subscript(position: Int) -> String {
        let first = position == 0 ? 0 : ends[position - 1]
        let count = ends[position] - first
        return String(unsafeUninitializedCapacity: count) { buffer in
            bytes.read(
                from: first,
                into: UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[..<count]
                )
            )
            return count
        }
    }
}

/// Writes identifiers in their order.
struct PeopleNamesWriter {
    let bytes = SpoolBytes(most: SpoolBudget.bytes / 8)
    private(set) var ends = SpoolWriter<Int>()

    mutating func append(_ name: [UInt8]) {
        name.withUnsafeBytes { bytes.append($0) }
        ends.append(bytes.count)
    }
}
