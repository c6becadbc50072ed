/// The columns that somebody who reads a table asks for, and how a file may head them.
package struct WantedColumns: Sendable {
    package let required: [String]
    package let optional: [String]
    /// In which the amounts of the table are; nil where it holds none.
    private let currency: HeadingCurrency?
    private let mapping: ColumnMapping?
    private let byHeading: [String: String]

    /// - Throws: where the mapping does not fit the columns.
    package init(
        required: [String],
        optional: [String],
        currency: HeadingCurrency? = nil,
        mapping: ColumnMapping? = nil
    ) throws(Faults) {
        self.required = required
        self.optional = optional
        self.currency = currency
        self.mapping = mapping
        var byHeading: [String: String] = [:]
        let mapped = Set(mapping?.headings.map(\.column) ?? [])
        for column in required + optional where !mapped.contains(column) {
            byHeading[Self.folded(column)] = column
        }
        for entry in mapping?.headings ?? [] {
            for text in entry.texts { byHeading[Self.folded(text)] = entry.column }
        }
        self.byHeading = byHeading
        let faults = mapping?.faults(against: required + optional) ?? []
        if !faults.isEmpty { throw Faults(faults) }
    }

    package var all: [String] { required + optional }

    /// Columns that must have a heading, since no value holds for every row.
    package var headed: [String] {
        let valued = Set(values.map(\.column))
        return required.filter { !valued.contains($0) }
    }

    /// Whether columns that nobody asks for are left out.
    package var leavesOthersOut: Bool { mapping != nil }

    /// What holds for every row.
    var values: [(column: String, text: String)] {
        mapping?.values.compactMap { entry in entry.texts.first.map { (entry.column, $0) } } ?? []
    }

    /// The column that a file heads so; nil for none. A column of which a mapping says how it is headed has no other
    /// heading, not its own name either.
    ///
    /// Capitals, spaces, line ends, hyphens and a currency behind (`Amount (£)`) say nothing there.
    package func column(headed heading: String) -> String? {
        byHeading[Self.folded(heading, currency)]
    }

    /// Why the amounts below a heading are none of the table: it says another currency.
    package func trouble(withHeading heading: String) -> String? {
        guard let currency, let stated = HeadingCurrency.stated(in: heading, besides: currency),
            !currency.isStated(as: stated)
        else { return nil }
        return "the heading says \(stated), and amounts are in \(currency.code)"
    }

    /// What the mapping says of headings that are not there.
    ///
    /// - Parameter columns: that were found.
    func faults(whereFound columns: [String]) -> [Fault] {
        guard let mapping else { return [] }
        let lacking = mapping.headings.filter { !columns.contains($0.column) }.map { entry in
            let texts = entry.texts.map { "'\(escapedName($0))'" }.joined(separator: " or ")
            return mapping.fault(entry, "no column of the table is headed \(texts)")
        }
        let doubled = mapping.values.filter { columns.contains($0.column) }.map {
            mapping.fault($0, "the table has this column itself; it has that or one value")
        }
        return lacking + doubled
    }

    /// A heading in the form in which headings are compared.
    ///
    /// - Parameter currency: whose code may stand behind, besides the usual ones.
    /// - Complexity: O(characters).
    static func folded(_ heading: String, _ currency: HeadingCurrency? = nil) -> String {
        let name = HeadingCurrency.taken(off: heading, besides: currency).name
        let words = name.split { " \t\r\n\u{A0}_-".contains($0) || $0 == "\r\n" }
        return words.joined(separator: "_")
    }
}
