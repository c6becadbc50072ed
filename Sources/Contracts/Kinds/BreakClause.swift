import TopsliceExactArithmetic
import TopsliceRecords

/// The end of the contract before its term, where it is open to be broken, and what that costs.
struct BreakClause: ContractClause {
    static let kind = ClauseKind.break

    let head: ClauseHead
    /// The last day on which clauses that end with it pay.
    let day: Int32
    let payee: String
    let payers: PayerShares
    let costs: [Cost]
    /// Nil where it is open to everybody.
    let opening: Opening?

    struct Cost: Hashable {
        /// For a break up to this day; nil for any later one.
        let until: Int32?
        /// In pence.
        let amount: Rational
    }

    /// A measure, such as satisfaction, that opens the break when it is too low often enough.
    struct Opening: Hashable {
        let measures: [Measure]
        let below: Rational
        let times: Int
    }

    struct Measure: Hashable {
        let day: Int32
        let value: Rational
    }

    init?(_ map: YAMLMap, _ head: ClauseHead, _ reader: inout ContractReader) {
        reader.refuseUnknownKeys(
            map,
            ContractReader.headKeys + ContractReader.payerKeys
                + ["payee", "on", "exit_cost", "exit_costs", "opened_by"]
        )
        reader.require(map, ["payee", "on"])
        let payee = reader.party(map, "payee")
        let payers = reader.payers(map)
        let day = reader.day(map, "on")
        let costs = Self.costs(map, &reader)
        let opening = Self.opening(map, &reader)
        if let day, let costs, !costs.isEmpty, !costs.contains(where: { day <= $0.until ?? .max }),
            let node = map["exit_costs"]
        {
            reader.fault(node, "no exit cost is stated for \(written(day)), the day of the break")
        }
        if let term = reader.declared.term, let day, !term.contains(day), let node = map["on"] {
            reader.fault(
                node,
                "\(written(day)) lies outside the term, \(written(term.from)) to \(written(term.to))"
            )
        }
        if let day, let opening, let node = map["opened_by"] {
            let counted = opening.measures.count { $0.day <= day }
            if counted < opening.measures.count {
                reader.fault(node, "a measure is dated after the break, \(written(day))")
            } else if counted < opening.times {
                reader.fault(
                    node,
                    "\(counted) measure\(counted == 1 ? "" : "s") cannot be low \(opening.times) times"
                )
            }
        }
        guard let payee, let payers, let day, let costs,
            opening != nil || !map.contains("opened_by")
        else { return nil }
        self.head = head
        self.payee = payee
        self.payers = payers
        self.day = day
        self.costs = costs
        self.opening = opening
    }

    private static func costs(_ map: YAMLMap, _ reader: inout ContractReader) -> [Cost]? {
        guard let node = map["exit_costs"] else {
            guard map.contains("exit_cost") else { return [] }
            return reader.amount(map, "exit_cost").map { [Cost(until: nil, amount: $0)] }
        }
        if map.contains("exit_cost") {
            reader.fault(node, "'exit_cost' and 'exit_costs' exclude each other")
            return nil
        }
        var costs: [Cost] = []
        for item in reader.maps(map, "exit_costs") {
            reader.require(item, ["amount"])
            reader.refuseUnknownKeys(item, ["until", "amount"])
            let until = reader.day(item, "until")
            guard let amount = reader.amount(item, "amount"),
                until != nil || !item.contains("until")
            else { return nil }
            if costs.contains(where: { $0.until == until }) {
                reader.fault(item.node, "an exit cost is stated twice for the same days")
            }
            costs.append(Cost(until: until, amount: amount))
        }
        return costs.sorted { ($0.until ?? .max) < ($1.until ?? .max) }
    }

    private static func opening(_ map: YAMLMap, _ reader: inout ContractReader) -> Opening? {
        guard let stated = reader.map(map, "opened_by") else { return nil }
        reader.require(stated, ["measures", "below"])
        reader.refuseUnknownKeys(stated, ["measures", "below", "times"])
        let below = reader.number(stated, "below")
        let times = reader.whole(stated, "times", 1...1_000)
        guard let values = reader.map(stated, "measures") else { return nil }
        var measures: [Measure] = []
        for entry in values.entries {
            guard let day = reader.day(written: entry), let value = reader.number(entry.value)
            else { return nil }
            measures.append(Measure(day: day, value: value))
        }
        guard let below else { return nil }
        return Opening(measures: measures, below: below, times: times ?? 1)
    }

    func result(_ facts: ContractFacts, _ others: ClauseResults) -> ClauseResult {
        var result = ClauseResult()
        guard day <= facts.asAt else { return result }
        if let opening {
            let low = opening.measures.count { $0.day <= day && $0.value < opening.below }
            result.figures.append(ClauseFigure(.breakOpened, .answer(low >= opening.times)))
            guard low >= opening.times else { return result }
        }
        result.lastDay = day
        result.figures.append(ClauseFigure(.breakDay, .day(day)))
        if let cost = costs.first(where: { day <= $0.until ?? .max }) {
            result.entitlements = payers.entitlements(
                paying: cost.amount,
                to: payee,
                on: day,
                .exitCost
            )
        }
        return result
    }
}
