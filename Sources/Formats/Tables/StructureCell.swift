/// An object or array in a cell.
package struct StructureCell: Sendable, Equatable {
    package let value: JSONValue

    package init(_ value: JSONValue) {
        self.value = value
    }

    package static func == (one: StructureCell, other: StructureCell) -> Bool {
        one.value.text() == other.value.text()
    }
}
