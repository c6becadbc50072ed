/// Collects faults up to a limit, and warnings by kind and column, while a file is read.
struct FaultLog {
    private struct WarningKind: Hashable {
        let code: WarningCode
        let column: String?
    }

    private let limit: Int
    private(set) var faults: [CohortFault] = []
    private(set) var unlistedCount = 0
    private var warningIndex: [WarningKind: Int] = [:]
    private(set) var warnings: [CohortWarning] = []

    init(limit: Int) {
        self.limit = limit
    }

    var hasFaults: Bool { !faults.isEmpty || unlistedCount > 0 }

    /// The message is built only where the fault will be kept: a file with a fault in each of ten million
    /// rows costs no ten million strings.
    mutating func add(_ fault: @autoclosure () -> CohortFault) {
        if faults.count < limit {
            faults.append(fault())
        } else {
            unlistedCount += 1
        }
    }

    mutating func warn(
        _ code: WarningCode,
        column: String? = nil,
        _ warning: @autoclosure () -> CohortWarning
    ) {
        let kind = WarningKind(code: code, column: column)
        if let index = warningIndex[kind] {
            warnings[index].count += 1
        } else {
            warningIndex[kind] = warnings.count
            warnings.append(warning())
        }
    }

    /// Faults by line, then field; discovery order where these are equal.
    var orderedFaults: [CohortFault] {
        faults.enumerated().sorted { left, right in
            (left.element.line, left.element.field ?? 0, left.offset)
                < (right.element.line, right.element.field ?? 0, right.offset)
        }.map(\.element)
    }

    var orderedWarnings: [CohortWarning] {
        warnings.enumerated().sorted { left, right in
            (left.element.line, left.offset) < (right.element.line, right.offset)
        }.map(\.element)
    }
}
