internal import TopsliceRecords

/// The rows of a file of Stata, SPSS or SAS, put into columns that have types; what its text would hold in their place is the same.
///
/// Used by one thread at a time.
final class StatisticalCells: TypedBlock, StatisticalSink {
    private struct Plan {
        let isText: Bool
        let time: StatisticalTime?
        /// Where labels stand for values.
        let labels: [StatisticalColumns.Labelled: String]?

        var kind: TypedCells.Kind {
            isText || labels != nil ? .text : time == nil ? .number : .day
        }
    }

    private let plans: [Plan]
    /// What the rows are handed on to.
    private var flush: () throws -> Void = {}

    /// - `showsLabels`: whether a column's values are to be their labels.
    init(_ found: StatisticalColumns, showsLabels: (String) -> Bool, capacity: Int) {
        let plans = found.columns.map { column in
            Plan(
                isText: column.isText,
                time: column.time,
                labels: showsLabels(column.name) ? found.labels(of: column) : nil
            )
        }
        self.plans = plans
        super.init(plans.map(\.kind), capacity: capacity)
    }

    /// Fills the block with all rows; calls `flush`, which must clear it, whenever it is full and at the end.
    func fill(from parser: StatisticalParser, _ flush: () throws -> Void) throws {
        try withoutActuallyEscaping(flush) { flush in
            self.flush = flush
            defer { self.flush = {} }
            try parser.read(into: self)
        }
    }

    override func clear() {
        super.clear()
        for (column, plan) in plans.enumerated() { make(plan.kind, column) }
    }

    func wants(_ column: Int) -> Bool { true }

    func addMissing(_ column: Int) throws(Faults) {
        putMissing(column)
        try end(column)
    }

    func add(text: UnsafePointer<CChar>?, _ column: Int) throws(Faults) {
        let words = text.map { String(cString: $0) } ?? ""
        put(words: plans[column].labels?[.text(words)] ?? words, column)
        try end(column)
    }

    func add(number: Double, text: () -> String, _ column: Int) throws(Faults) {
        let plan = plans[column]
        switch plan.kind {
        case .number: put(Self.shown(number, text), column)
        default:
            if let label = plan.labels?[.number(number)] {
                put(words: label, column)
            } else if kinds[column] == .day, let day = plan.time?.day(number) {
                put(Int64(day), column)
            } else {
                put(words: plan.time?.text(number) ?? text(), column)
            }
        }
        try end(column)
    }

    func finish() throws(Faults) {
        if rowCount > 0 { try handOn() }
    }

    /// A number of single precision is the one that its shortest text says.
    private static func shown(_ number: Double, _ text: () -> String) -> Double {
        guard number != number.rounded(), Double(Float(number)) == number,
            let shown = Double(text())
        else { return number }
        return shown
    }

    private func put(words: String, _ column: Int) {
        makeText(column)
        put(text: words.utf8, column)
    }

    private func end(_ column: Int) throws(Faults) {
        guard column == plans.count - 1 else { return }
        endRow()
        if isFull { try handOn() }
    }

    private func handOn() throws(Faults) {
        do {
            try flush()
        } catch let faults as Faults {
            throw faults
        } catch {
            preconditionFailure("the rows of a file were left with \(error)")
        }
    }
}
