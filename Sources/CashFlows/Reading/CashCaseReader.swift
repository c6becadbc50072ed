package import TopsliceDoor
import TopsliceExactArithmetic
package import TopsliceMoney
package import TopsliceRecords

extension CashCase {
    /// Reads terms with the tables they name.
    ///
    /// - Parameter shocks: more scenarios as YAML, as the command line states them.
    /// - Throws: every fault of every file, located.
    package static func read(
        _ path: String,
        shocks: String? = nil
    ) throws(Faults) -> CashCase {
        let (reader, root) = try CaseReader.open(path)
        return try read(root, in: reader, shocks: shocks)
    }

    /// The same of terms that were opened.
    package static func read(
        _ root: YAMLMap,
        in reader: CaseReader,
        shocks: String? = nil
    ) throws(Faults) -> CashCase {
        var whole = CashCaseReader(reader)
        whole.shocks = shocks
        return try whole.read(root)
    }

    /// Reads the section `cash` of an agreement that was opened, beside what its contracts pay.
    ///
    /// - Parameters:
    ///   - planned: what they pay as it is planned.
    ///   - files: everything read for them.
    package static func read(
        _ root: YAMLMap,
        in reader: CaseReader,
        agreement: (name: String, currency: Currency),
        _ contracts: any PaymentSource,
        planned: [CashPayment],
        files: [InputRecord],
        shocks: String? = nil
    ) throws(Faults) -> CashCase {
        var whole = CashCaseReader(reader)
        whole.shocks = shocks
        whole.reader.form.currency = agreement.currency
        whole.files = files
        return try whole.read(root, agreement: agreement.name, contracts, planned: planned)
    }
}

/// Reads terms key by key.
struct CashCaseReader {
    var reader: CaseReader
    var payments: [CashPayment] = []
    /// What contracts pay as planned, and what gives it; nothing in a plan of its own.
    private var made: [CashPayment] = []
    private var source: (any PaymentSource)?
    /// Clauses of contracts that pay something.
    var contracted: Set<String> { Set(made.map(\.id)) }
    private var lag = 0
    /// What was read before.
    fileprivate var files: [InputRecord] = []
    /// Scenarios of the command line, as YAML.
    var shocks: String?

    private static let keys = [
        "opening", "flows", "flows_file", "bond", "finance", "investors",
        "break_even", "scenarios", "uncertainty",
    ]
    /// Of the calendar of a case: a century.
    static let mostMonths = 1_200
    static let mostPayments = 100_000
    static let mostParties = 200

    init(_ reader: CaseReader) { self.reader = reader }

    mutating func read(_ root: YAMLMap) throws(Faults) -> CashCase {
        reader.refuseUnknownKeys(root, ["cashflow", "currency"] + Self.keys)
        reader.require(root, ["cashflow"])
        let name = reader.text(root, "cashflow")
        reader.readCurrency(root)
        return try read(name, root)
    }

    /// The section `cash` of an agreement, beside what its contracts pay.
    mutating func read(
        _ root: YAMLMap,
        agreement name: String,
        _ source: any PaymentSource,
        planned: [CashPayment]
    ) throws(Faults) -> CashCase {
        self.source = source
        let section = reader.map(root, "cash") ?? YAMLMap.empty(at: root.node)
        reader.refuseUnknownKeys(section, Self.keys + ["lag_months"])
        lag = reader.whole(section, "lag_months", 0...Self.mostMonths) ?? 0
        if let node = section["lag_months"],
            source.days.upperBound.adding(months: lag) == nil
        {
            reader.fault(node, "a payment falls after the year 9999")
            lag = 0
        }
        made = planned.map { $0.later(by: lag) }
        return try read(name, section)
    }

    private mutating func read(_ name: String?, _ root: YAMLMap) throws(Faults) -> CashCase {
        let openings = readOpenings(root)
        readFlows(root)
        readFlowTable(root)
        let stated = payments
        payments += made
        let bond = readBond(root)
        let finance = readFinance(root)
        let breakEvens = readBreakEvens(root)
        let parties = Set(payments.flatMap { [$0.from, $0.to] }).union(bond?.parties ?? [])
        checkNames(root, parties, openings)
        let investors = readInvestors(root, bond, parties)
        checkSize(root, bond, parties, isNothing: breakEvens.isEmpty)
        let known = ShockReader.Known(payments, bond, parties, source, lag: lag)
        var scenarios = readScenarios(root, known)
        if let shocks { scenarios += readScenarios(written: shocks, known) }
        let risk = readRisk(root, known)
        try reader.throwIfAny()
        guard let name else {
            preconditionFailure("\(reader.file) was read without a fault and has no name")
        }
        return CashCase(
            name: name,
            currency: reader.form.currency,
            names: source?.names ?? [:],
            openings: openings,
            stated: stated,
            source: source,
            lag: lag,
            payments: payments,
            bond: bond,
            finance: finance,
            investors: investors,
            breakEvens: breakEvens,
            scenarios: scenarios,
            risk: risk,
            notices: reader.notices,
            files: files + reader.inputs.filter { own in !files.contains { $0.path == own.path } }
        )
    }

    private mutating func readOpenings(_ root: YAMLMap) -> [String: Money] {
        guard let map = reader.map(root, "opening") else { return [:] }
        var openings: [String: Money] = [:]
        for entry in map.entries {
            openings[entry.key] = reader.amount(entry.value, allowingNegative: true)
        }
        return openings
    }

    /// Interest on overdrafts, by party.
    private mutating func readFinance(
        _ root: YAMLMap
    ) -> [(party: String, terms: FinanceCost.Terms)] {
        guard let map = reader.map(root, "finance") else { return [] }
        return map.entries.compactMap { entry in
            guard let inner = reader.map(entry.value) else { return nil }
            reader.refuseUnknownKeys(inner, ["rate", "compounding"])
            reader.require(inner, ["rate"])
            let compounding = reader.choice(inner, "compounding", FinanceCost.Compounding.self)
            guard let rate = reader.percentage(inner, "rate", 0...1_000) else { return nil }
            return (entry.key, FinanceCost.Terms(rate: rate, compounding: compounding ?? .none))
        }
    }

    private mutating func readBreakEvens(_ root: YAMLMap) -> [BreakEvenTerms] {
        var ids = SeenNames()
        return reader.maps(root, "break_even").compactMap { map in
            reader.refuseUnknownKeys(
                map,
                ["id", "name", "people", "achieved", "cost_per_person", "confidence"]
            )
            reader.require(map, ["id", "people", "achieved", "cost_per_person"])
            let id = ids.take(map, &reader)
            let name = reader.text(map, "name")
            let people = reader.whole(map, "people", 1...BinomialInterval.mostPeople)
            let achieved = reader.whole(map, "achieved", 0...BinomialInterval.mostPeople)
            let cost = reader.amount(map, "cost_per_person")
            let confidence = reader.percentage(map, "confidence", 1...99)
            guard let id, let people, let achieved, let cost else { return nil }
            guard achieved <= people else {
                reader.fault(map.node, "\(achieved) of \(people) people cannot have achieved it")
                return nil
            }
            return BreakEvenTerms(
                id: id,
                name: name ?? id,
                people: people,
                achieved: achieved,
                costPerPerson: cost,
                confidence: confidence ?? Rational(95) / 100
            )
        }
    }

    private mutating func readInvestors(
        _ root: YAMLMap,
        _ bond: BondTerms?,
        _ parties: Set<String>
    ) -> [String] {
        guard let node = root["investors"] else {
            var seen: Set<String> = []
            return bond?.tranches.map(\.investor).filter { seen.insert($0).inserted } ?? []
        }
        let names = reader.texts(root, "investors") ?? []
        for name in names where !parties.contains(name) {
            reader.fault(node, Self.unknown(name, parties))
        }
        return names
    }

    /// Parties that are named without paying or receiving anything.
    private mutating func checkNames(
        _ root: YAMLMap,
        _ parties: Set<String>,
        _ openings: [String: Money]
    ) {
        for key in ["opening", "finance"] {
            guard case .map(let entries)? = root[key]?.content else { continue }
            for entry in entries where !parties.contains(entry.key) {
                reader.fault(entry.value, Self.unknown(entry.key, parties))
            }
        }
    }

    static func unknown(_ name: String, _ parties: Set<String>) -> String {
        "nobody called '\(escapedName(name))' pays or receives anything"
            + Spelling.suggestion(for: name, among: parties.sorted())
    }

    private mutating func checkSize(
        _ root: YAMLMap,
        _ bond: BondTerms?,
        _ parties: Set<String>,
        isNothing: Bool
    ) {
        let dates = payments.map(\.date) + (bond?.dates ?? [])
        guard let first = dates.min(), let last = dates.max() else {
            if isNothing, reader.faults.isEmpty {
                reader.fault(root.node, "nothing moves; state 'flows', a 'bond' or a 'break_even'")
            }
            return
        }
        if CalendarMonth(of: first).adding(Self.mostMonths) <= CalendarMonth(of: last) {
            reader.fault(
                root.node,
                "from \(first) to \(last) is more than \(Self.mostMonths) months; look for a slip in a year"
            )
        }
        if parties.count > Self.mostParties {
            reader.fault(
                root.node,
                "there are \(parties.count) parties, expected at most \(Self.mostParties)"
            )
        }
    }
}
