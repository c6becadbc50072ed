internal import TopsliceFormats
internal import TopsliceApportionment
internal import TopsliceSharing

extension ApportionReport {
    /// What the run warns of, and a tie that it had to break.
    package var warnings: [String] {
        let warnings = run.warnings.map(\.words)
        guard case .list(let list) = run.division, let tie = list.tie else { return warnings }
        return warnings + [
            tie.sentence(unit: run.isMoney ? "penny" : "unit", run.isMoney ? "pennies" : "units")
        ]
    }
}

extension DivisionTie {
    var json: JSONValue {
        .object([
            .init("contenders", .strings(contenders)),
            .init("winners", .strings(winners)),
            .init("units", .integer(units)),
            .init("decided_by", .string(order == .weight ? "larger weight" : "identifier")),
        ])
    }

    /// Who was equal, who got it, and what decided.
    func sentence(unit: String, _ plural: String) -> String {
        let last = units == 1 ? "the last \(unit)" : "the last \(units) \(plural)"
        let reason =
            order == .weight
            ? "the larger weight decided"
            : "weights are equal too, so the order of identifiers decided"
        return "\(Self.list(contenders)) have equal claims to \(last), which went to "
            + "\(Self.list(winners)): \(reason)"
    }

    /// A few names; of many, how many more there are.
    private static func list(_ names: [String]) -> String {
        let most = 6
        let shown = names.prefix(most).map { "'\($0)'" }
        let rest = names.count - shown.count
        if rest > 0 { return shown.joined(separator: ", ") + " and \(rest) more" }
        guard shown.count > 1, let last = shown.last else { return shown.joined() }
        return shown.dropLast().joined(separator: ", ") + " and " + last
    }
}
