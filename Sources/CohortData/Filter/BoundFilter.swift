/// A row filter laid over the columns of a file: which fields to look at, and how.
struct BoundFilter: Sendable {
    enum Verdict: Sendable, Equatable {
        case kept
        case leftOut
        /// Left out because the cell of this column is missing.
        case missing(column: Int)
        /// The cell of a comparison cannot be read as what it is compared with.
        case fault(comparison: Int)
    }

    let comparisons: [RowFilter.Comparison]
    /// The column of each comparison.
    let columns: [Int]
    /// The last column that is looked at.
    let lastColumn: Int
    private let missingCodes: [[[UInt8]]]

    /// Nil where a column is not in the header, which is refused elsewhere.
    ///
    /// - Throws: `RowFilterFault` where the study declares a column as something else.
    init?(_ filter: RowFilter, header: [String], study: Study) throws(RowFilterFault) {
        var comparisons: [RowFilter.Comparison] = []
        var columns: [Int] = []
        var codes: [[[UInt8]]] = []
        for comparison in filter.comparisons {
            guard let column = header.firstIndex(of: comparison.column) else { return nil }
            let declaration = study.column(comparison.column)
            comparisons.append(try comparison.typed(by: declaration?.type))
            columns.append(column)
            codes.append(
                (study.missingCodes + (declaration?.missingCodes ?? [])).map { Array($0.utf8) }
            )
        }
        self.comparisons = comparisons
        self.columns = columns
        lastColumn = columns.max() ?? -1
        missingCodes = codes
    }

    /// Judges one record; `cell` gives the content of a field, without quotes.
    ///
    /// A fault counts before a comparison that fails, so that the verdict does not depend on their order.
    func judge(_ cell: (Int, (FieldBytes) -> Void) -> Void) -> Verdict {
        var verdict = Verdict.kept
        for number in comparisons.indices {
            var found = Verdict.kept
            cell(columns[number]) { found = judge($0, number) }
            if case .fault = found { return found }
            if verdict == .kept { verdict = found }
        }
        return verdict
    }

    private func judge(_ bytes: FieldBytes, _ number: Int) -> Verdict {
        let content = bytes.trimmed
        if content.isEmpty || missingCodes[number].contains(where: { content.equals($0) }) {
            return .missing(column: columns[number])
        }
        let comparison = comparisons[number]
        switch comparison.operand {
        case .number(let wanted):
            guard let value = NumberField.parse(content) else {
                return .fault(comparison: number)
            }
            return comparison.relation.holds(value, wanted) ? .kept : .leftOut
        case .day(let wanted):
            guard let value = DateField.parse(content) else { return .fault(comparison: number) }
            return comparison.relation.holds(value, wanted) ? .kept : .leftOut
        case .text(let wanted):
            return content.equals(wanted) == (comparison.relation == .equal) ? .kept : .leftOut
        }
    }
}
