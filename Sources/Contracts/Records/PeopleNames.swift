/// Identifiers of people by their places in the order of bytes: held once, never printed, and where they are many not in memory.
package struct PeopleNames: @unchecked Sendable {
    private let bytes: SpoolBytes
    private let start: UnsafeRawPointer
    /// Where each ends among the bytes.
    private let ends: Spool<Int>

    init() { self.init(PeopleNamesWriter()) }

    init(_ writer: consuming PeopleNamesWriter) {
        bytes = writer.bytes
        start = bytes.closed()
        ends = Spool(writer.ends)
    }

    package var count: Int { ends.count }

    package subscript(position: Int) -> String {
        bytes.lookedUp()
        ends.lookedUp()
        let first = position == 0 ? 0 : ends[position - 1]
        let text = UnsafeRawBufferPointer(start: start + first, count: ends[position] - first)
        return String(decoding: text, as: UTF8.self)
    }
}

/// Writes identifiers in their order.
struct PeopleNamesWriter {
    let bytes = SpoolBytes(most: SpoolBudget.bytes / 4)
    private(set) var ends = SpoolWriter<Int>()

    mutating func append(_ name: UnsafeRawBufferPointer) {
        bytes.append(name)
        ends.append(bytes.count)
    }
}
