/// Collects faults up to a limit, and warnings by kind and column, while a file is read.
struct FaultLog {
    private struct WarningKind: Hashable {
        let code: WarningCode
        let column: String?
    }

    let file: String
    private let limit: Int
    private var faults: [CohortFault] = []
    private(set) var unlistedCount = 0
    private var warningIndex: [WarningKind: Int] = [:]
    private var warnings: [CohortWarning]

    init(file: String, limit: Int, warnings: [CohortWarning] = []) {
        self.file = file
        self.limit = limit
        self.warnings = warnings
    }

    var count: Int { faults.count + unlistedCount }

    /// The message is built only where the fault will be kept: a file with a fault in each of ten million
    /// rows costs no ten million texts.
    mutating func add(
        _ code: FaultCode,
        line: Int,
        column: String? = nil,
        field: Int? = nil,
        character: Int? = nil,
        _ message: @autoclosure () -> String
    ) {
        guard faults.count < limit else {
            unlistedCount += 1
            return
        }
        faults.append(
            CohortFault(
                code,
                file: file,
                line: line,
                column: column,
                field: field,
                character: character,
                message: message()
            )
        )
    }

    mutating func warn(
        _ code: WarningCode,
        line: Int,
        column: String? = nil,
        _ message: @autoclosure () -> String
    ) {
        let kind = WarningKind(code: code, column: column)
        if let index = warningIndex[kind] {
            warnings[index].count += 1
        } else {
            warningIndex[kind] = warnings.count
            warnings.append(
                CohortWarning(code, file: file, line: line, column: column, message: message())
            )
        }
    }

    /// Faults by line, then field; order of discovery where these are equal.
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
