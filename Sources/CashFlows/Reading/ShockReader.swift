import TopsliceDoor
import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

/// Reads shocks: what may happen to payments whose flows and parties are known.
struct ShockReader {
    var reader: CaseReader
    let known: Known
    /// Who takes another's place in the shocks that are being read: they may leave in turn.
    private var newcomers: Set<String> = []

    /// What shocks may name.
    struct Known {
        let flows: Set<String>
        /// What may come about more or less often; none where all payments are stated.
        let outcomes: Set<String>
        let parties: Set<String>
        /// Who cannot leave, since a bond needs them.
        let bound: Set<String>
        let payments: ClosedRange<CalendarDate>?

        init(
            _ payments: [CashPayment],
            _ bond: BondTerms?,
            _ parties: Set<String>,
            _ source: (any PaymentSource)?,
            lag: Int
        ) {
            flows = Set(payments.map(\.id))
            outcomes = source?.outcomes ?? []
            self.parties = parties.union(source?.parties ?? [])
            bound = Set(bond?.bound ?? [])
            var dates = payments.flatMap { [$0.earned, $0.date] } + (bond?.dates ?? [])
            if let days = source?.days {
                dates += [days.lowerBound, days.upperBound]
                if let last = days.upperBound.adding(months: lag) { dates.append(last) }
            }
            if let first = dates.min(), let last = dates.max() {
                self.payments = first...last
            } else {
                self.payments = nil
            }
        }
    }

    private static let selectionKeys = ["flows", "payer", "payee", "from"]
    private static let countKeys = ["outcomes", "provider", "from"]
    private static let kinds = [
        "leaves", "lower_percent", "higher_percent", "late_months", "budget",
    ]

    init(_ reader: CaseReader, _ known: Known) {
        self.reader = reader
        self.known = known
    }

    /// A list of shocks that happen together, each payer with one budget.
    mutating func shocks(_ nodes: [YAMLNode]) -> [Shock] {
        var shocks: [Shock] = []
        var budgets: Set<String> = []
        var months = 0
        var often = Rational.one
        newcomers = Self.newcomers(nodes)
        for node in nodes {
            guard let map = reader.map(node), let shock = shock(map) else { continue }
            switch shock {
            case .budget(let payer, _) where !budgets.insert(payer).inserted:
                reader.fault(node, "'\(escapedName(payer))' has a budget already")
            case .late(_, let own):
                months += own
                checkRoom(node, for: months)
                shocks.append(shock)
            case .counted(_, let factor):
                often *= max(.one, factor)
                checkOften(node, often)
                shocks.append(shock)
            default: shocks.append(shock)
            }
        }
        return shocks
    }

    private static func newcomers(_ nodes: [YAMLNode]) -> Set<String> {
        Set(
            nodes.compactMap { node in
                guard case .map(let entries) = node.content,
                    let entry = entries.first(where: { $0.key == "replaced_by" }),
                    case .scalar(let scalar) = entry.value.content
                else { return nil }
                return scalar.text
            }
        )
    }

    /// One shock, told by its first key.
    private mutating func shock(_ map: YAMLMap) -> Shock? {
        let stated = Self.kinds.filter(map.contains)
        guard stated.count == 1, let kind = stated.first else {
            reader.fault(map.node, "expected one of \(Self.kinds.joined(separator: ", "))")
            return nil
        }
        switch kind {
        case "leaves": return leaving(map)
        case "budget":
            reader.refuseUnknownKeys(map, ["budget", "payer"])
            reader.require(map, ["payer"])
            let amount = reader.amount(map, "budget")
            guard let payer = party(map, "payer"), let amount else { return nil }
            return .budget(payer: payer, amount: amount)
        case "late_months":
            let months = reader.whole(map, kind, 0...CashCaseReader.mostMonths)
            guard let selection = selection(map, beside: [kind]), let months else { return nil }
            return .late(selection, months: months)
        default:
            let isLower = kind == "lower_percent"
            let part = reader.percentage(map, kind, isLower ? 0...100 : 0...Self.mostHigher)
            if isCount(map) {
                guard let selection = countSelection(map, beside: [kind]), let part else {
                    return nil
                }
                return .counted(selection, by: isLower ? 1 - part : 1 + part)
            }
            guard let selection = selection(map, beside: [kind]), let part else { return nil }
            return .scaled(selection, by: isLower ? 1 - part : 1 + part)
        }
    }

    /// From a month of the terms, counted from 1, or a day.
    private mutating func leaving(_ map: YAMLMap) -> Shock? {
        reader.refuseUnknownKeys(map, ["leaves", "month", "on", "replaced_by"])
        let party = party(map, "leaves")
        if let party, known.bound.contains(party), let node = map["leaves"] {
            reader.fault(node, "the bond cannot go on without '\(escapedName(party))'")
        }
        let replacement = reader.text(map, "replaced_by")
        if let replacement, replacement == party, let node = map["replaced_by"] {
            reader.fault(node, "'\(escapedName(replacement))' cannot take its own place")
        }
        guard map.contains("month") != map.contains("on") else {
            reader.fault(map.node, "expected one of 'month' and 'on'")
            return nil
        }
        var day = reader.date(map, "on")
        if let month = reader.whole(map, "month", 1...CashCaseReader.mostMonths),
            let first = known.payments?.lowerBound
        {
            day = CalendarMonth(of: first).adding(month - 1).day(1)
        }
        guard let party, let day, replacement != nil || !map.contains("replaced_by") else {
            return nil
        }
        return .leaves(party: party, from: day, replacement: replacement)
    }

    /// Which payments are meant.
    mutating func selection(_ map: YAMLMap, beside keys: [String]) -> PaymentSelection? {
        reader.refuseUnknownKeys(map, keys + Self.selectionKeys)
        guard Self.selectionKeys.dropLast().contains(where: map.contains) else {
            reader.fault(
                map.node,
                known.outcomes.isEmpty
                    ? "it does not say which payments; expected 'flows', 'payer' or 'payee'"
                    : "it does not say which payments or outcomes; expected 'flows', 'payer' or 'payee', or 'outcomes' or "
                        + "'provider'"
            )
            return nil
        }
        var flows: Set<String>?
        if let node = map["flows"], let names = reader.texts(map, "flows") {
            for name in names where !known.flows.contains(name) {
                reader.fault(
                    node,
                    "there are no payments '\(escapedName(name))'"
                        + Spelling.suggestion(for: name, among: known.flows.sorted())
                )
            }
            if names.isEmpty { reader.fault(node, "there are no payments in it") }
            flows = Set(names)
        }
        let payer = party(map, "payer")
        let payee = party(map, "payee")
        let from = reader.date(map, "from")
        guard flows != nil || payer != nil || payee != nil else { return nil }
        return PaymentSelection(flows: flows, payer: payer, payee: payee, from: from)
    }

    private static let mostHigher = 100_000
    /// Records of people are made as often as that.
    private static let mostOften = Rational(100)

    /// What comes about much more often than is recorded is a slip.
    mutating func checkOften(_ node: YAMLNode, _ times: Rational) {
        guard times > Self.mostOften else { return }
        reader.fault(
            node,
            "outcomes could come about more than \(Self.mostOften) times as often as is recorded"
        )
    }

    /// Whether outcomes are meant, and not payments.
    func isCount(_ map: YAMLMap) -> Bool {
        map.contains("outcomes") || map.contains("provider")
    }

    /// Which outcomes are meant.
    mutating func countSelection(_ map: YAMLMap, beside keys: [String]) -> CountSelection? {
        reader.refuseUnknownKeys(map, keys + Self.countKeys)
        guard !known.outcomes.isEmpty else {
            reader.fault(
                map.node,
                "nothing says how payments depend on outcomes, which an agreement with contracts does; expected 'flows', "
                    + "'payer' or 'payee'"
            )
            return nil
        }
        var outcomes: Set<String>?
        if let node = map["outcomes"] {
            guard let names = reader.texts(map, "outcomes") else { return nil }
            for name in names where !known.outcomes.contains(name) {
                reader.fault(
                    node,
                    "no contract pays for '\(escapedName(name))'"
                        + Spelling.suggestion(for: name, among: known.outcomes.sorted())
                )
            }
            if names.isEmpty { reader.fault(node, "there are no outcomes in it") }
            outcomes = Set(names)
        }
        let provider = party(map, "provider")
        let from = reader.date(map, "from")
        guard provider != nil || !map.contains("provider"), from != nil || !map.contains("from")
        else { return nil }
        return CountSelection(outcomes: outcomes, provider: provider, from: from)
    }

    private mutating func party(_ map: YAMLMap, _ key: String) -> String? {
        guard let node = map[key], let name = reader.text(map, key) else { return nil }
        let parties = known.parties.union(newcomers)
        guard parties.contains(name) else {
            reader.fault(node, CashCaseReader.unknown(name, parties))
            return nil
        }
        return name
    }

    /// Dates end with the year 9999.
    mutating func checkRoom(_ node: YAMLNode, for months: Int) {
        guard let last = known.payments?.upperBound, last.adding(months: months) == nil else {
            return
        }
        reader.fault(node, "\(months) months after \(last) lie beyond the year 9999")
    }
}
