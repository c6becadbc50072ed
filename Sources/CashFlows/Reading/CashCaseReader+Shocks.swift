import TopsliceDoor
import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRandomness
import TopsliceRecords

extension CashCaseReader {
    /// Under `scenarios`, each with shocks that happen together.
    mutating func readScenarios(_ root: YAMLMap, _ known: ShockReader.Known) -> [Scenario] {
        var ids = SeenNames()
        var shocks = ShockReader(reader, known)
        var scenarios: [Scenario] = []
        for map in shocks.reader.maps(root, "scenarios") {
            shocks.reader.refuseUnknownKeys(map, ["id", "name", "shocks"])
            shocks.reader.require(map, ["id", "shocks"])
            let id = ids.take(map, &shocks.reader)
            let name = shocks.reader.text(map, "name")
            let list = shocks.shocks(shocks.reader.list(map, "shocks"))
            if let id { scenarios.append(Scenario(id: id, name: name ?? id, shocks: list)) }
        }
        reader = shocks.reader
        return scenarios
    }

    /// Scenarios of the command line: a shock, or a list of which each item is a shock or a list of shocks that happen
    /// together.
    mutating func readScenarios(
        written text: String,
        _ known: ShockReader.Known
    ) -> [Scenario] {
        let file = "--shock"
        let root: YAMLNode
        do throws(Faults) {
            root = try YAMLDocument.parse(Array(text.utf8), file: file).root
        } catch {
            reader.add(error)
            return []
        }
        var other = CaseReader(file: file)
        other.form = reader.form
        var shocks = ShockReader(other, known)
        let items = if case .list(let items) = root.content { items } else { [root] }
        var scenarios: [Scenario] = []
        for (place, item) in items.enumerated() {
            let nodes = if case .list(let together) = item.content { together } else { [item] }
            scenarios.append(
                Scenario(
                    id: "shock-\(place + 1)",
                    name: "Shock \(place + 1)",
                    shocks: shocks.shocks(nodes)
                )
            )
        }
        reader.add(shocks.reader.faults)
        return scenarios
    }

    /// Under `uncertainty`: what is not known, and how often chance is asked.
    mutating func readRisk(_ root: YAMLMap, _ known: ShockReader.Known) -> RiskTerms? {
        guard let map = reader.map(root, "uncertainty") else { return nil }
        reader.refuseUnknownKeys(map, ["seed", "draws", "without", "of"])
        reader.require(map, ["of"])
        let seed = reader.whole(map, "seed", 0...Int.max)
        let draws = reader.whole(map, "draws", 100...RiskTerms.mostDraws)
        let without = readWithout(map, known)
        var shocks = ShockReader(reader, known)
        var ids = SeenNames()
        var found: [Uncertainty] = []
        let items = shocks.reader.maps(map, "of")
        if let node = map["of"], items.isEmpty { shocks.reader.fault(node, "nothing is uncertain") }
        for item in items {
            shocks.reader.require(item, ["id"])
            let id = ids.take(item, &shocks.reader)
            guard let effect = shocks.effect(item), let id else { continue }
            found.append(Uncertainty(id: id, effect: effect))
        }
        shocks.checkOften(map.node, found.reduce(.one) { $0 * $1.effect.mostOften })
        reader = shocks.reader
        if known.flows.isEmpty {
            reader.fault(map.node, "there are no payments that could be uncertain")
        }
        let terms = RiskTerms(
            seed: UInt64(seed ?? 1),
            draws: draws ?? 10_000,
            uncertainties: found.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) },
            without: without
        )
        checkRisk(map, terms, known)
        return terms
    }

    /// What parties would hold in the end without the contract.
    private mutating func readWithout(
        _ map: YAMLMap,
        _ known: ShockReader.Known
    ) -> [String: Money] {
        guard let entries = reader.map(map, "without")?.entries else { return [:] }
        var amounts: [String: Money] = [:]
        for entry in entries {
            amounts[entry.key] = reader.amount(entry.value, allowingNegative: true)
            if !known.parties.contains(entry.key) {
                reader.fault(entry.value, Self.unknown(entry.key, known.parties))
            }
        }
        return amounts
    }

    /// Balances of all draws are held at once.
    private mutating func checkRisk(
        _ map: YAMLMap,
        _ terms: RiskTerms,
        _ known: ShockReader.Known
    ) {
        guard let days = known.payments else { return }
        var later = 0
        for uncertainty in terms.uncertainties {
            switch uncertainty.effect {
            case .factor, .count: break
            case .delay(_, let law): later += law.latest(Self.mostMonths)
            case .event(let shocks, _):
                for case .late(_, let own) in shocks { later += own }
            }
        }
        if days.upperBound.adding(months: later) == nil {
            reader.fault(map.node, "payments could come after the year 9999")
        }
        let (first, last) = (CalendarMonth(of: days.lowerBound), CalendarMonth(of: days.upperBound))
        let months = first.count(to: last) + later
        let balances = months * known.parties.count * terms.draws
        if balances > RiskTerms.mostBalances {
            reader.fault(
                map.node,
                "\(terms.draws) draws of \(known.parties.count) parties over \(months) months are "
                    + "more than \(RiskTerms.mostBalances) balances; state fewer 'draws'"
            )
        }
    }
}

extension StatedLaw {
    /// The most months that are drawn.
    fileprivate func latest(_ most: Int) -> Int {
        min(most, max(0, quantile(1 - 0x1p-53) / Self.one + 1))
    }
}

extension Uncertainty.Effect {
    /// How many times as often something may come about, at least once.
    fileprivate var mostOften: Rational {
        switch self {
        case .factor, .delay: return .one
        case .count(_, let law): return max(.one, .billionths(law.quantile(1 - 0x1p-53)))
        case .event(let shocks, _):
            var often = Rational.one
            for case .counted(_, let factor) in shocks { often *= max(.one, factor) }
            return often
        }
    }
}

extension ShockReader {
    private static let effects = ["factor", "late_months", "chance_percent"]

    /// What is not known of payments, told by its key.
    fileprivate mutating func effect(_ map: YAMLMap) -> Uncertainty.Effect? {
        let stated = Self.effects.filter(map.contains)
        guard stated.count == 1, let kind = stated.first else {
            reader.fault(map.node, "expected one of \(Self.effects.joined(separator: ", "))")
            return nil
        }
        if kind == "chance_percent" {
            reader.refuseUnknownKeys(map, ["id", kind, "shocks"])
            reader.require(map, ["shocks"])
            let chance = reader.percentage(map, kind)
            let list = shocks(reader.list(map, "shocks"))
            return chance.map { .event(list, chance: Self.billionths($0)) }
        }
        let law = law(map, kind)
        if kind == "factor", isCount(map) {
            guard let selection = countSelection(map, beside: ["id", kind]), let law else {
                return nil
            }
            return .count(selection, law)
        }
        guard let selection = selection(map, beside: ["id", kind]), let law else { return nil }
        return kind == "factor" ? .factor(selection, law) : .delay(selection, law)
    }

    private static let laws = ["triangular", "normal", "beta", "interval"]

    /// `{triangular: {low, mode, high}}`, `{normal: {mean, sd}}`, `{beta: {a, b, low, high}}` or
    /// `{interval: {estimate, low, high, confidence, planned}}`.
    private mutating func law(_ map: YAMLMap, _ key: String) -> StatedLaw? {
        guard let outer = reader.map(map, key) else { return nil }
        reader.refuseUnknownKeys(outer, Self.laws)
        guard outer.entries.count == 1, let entry = outer.entries.first,
            let inner = reader.map(entry.value)
        else {
            reader.fault(outer.node, "expected one of \(Self.laws.joined(separator: ", "))")
            return nil
        }
        switch entry.key {
        case "triangular": return triangular(inner)
        case "normal":
            reader.refuseUnknownKeys(inner, ["mean", "sd"])
            reader.require(inner, ["mean", "sd"])
            let mean = parameter(inner, "mean")
            let deviation = parameter(inner, "sd")
            guard let mean, let deviation else { return nil }
            guard deviation >= 0 else {
                reader.fault(inner.node, "a standard deviation is not below zero")
                return nil
            }
            return .normal(mean: mean, deviation: deviation)
        case "beta": return beta(inner)
        default: return interval(inner)
        }
    }

    private mutating func triangular(_ map: YAMLMap) -> StatedLaw? {
        reader.refuseUnknownKeys(map, ["low", "mode", "high"])
        reader.require(map, ["low", "mode", "high"])
        let (low, mode) = (parameter(map, "low"), parameter(map, "mode"))
        guard let high = parameter(map, "high"), let low, let mode else { return nil }
        guard low <= mode, mode <= high, low < high else {
            reader.fault(map.node, "expected low ≤ mode ≤ high, and low below high")
            return nil
        }
        return .triangular(low: low, mode: mode, high: high)
    }

    private mutating func beta(_ map: YAMLMap) -> StatedLaw? {
        reader.refuseUnknownKeys(map, ["a", "b", "low", "high"])
        reader.require(map, ["a", "b"])
        let (a, b) = (parameter(map, "a"), parameter(map, "b"))
        let low = map.contains("low") ? parameter(map, "low") : 0
        let high = map.contains("high") ? parameter(map, "high") : StatedLaw.one
        guard let a, let b, let low, let high else { return nil }
        guard a > 0, b > 0, low < high else {
            reader.fault(map.node, "expected a and b above zero, and low below high")
            return nil
        }
        return .beta(a: a, b: b, low: low, high: high)
    }

    /// What was measured, over what was planned.
    private mutating func interval(_ map: YAMLMap) -> StatedLaw? {
        reader.refuseUnknownKeys(map, ["estimate", "low", "high", "confidence", "planned"])
        reader.require(map, ["estimate", "low", "high"])
        let estimate = reader.number(map, "estimate", allowingNegative: true)
        let low = reader.number(map, "low", allowingNegative: true)
        let high = reader.number(map, "high", allowingNegative: true)
        let confidence = reader.percentage(map, "confidence", 1...99) ?? Rational(95) / 100
        let planned = map.contains("planned") ? reader.number(map, "planned") : estimate
        guard let estimate, let low, let high, let planned else { return nil }
        guard low <= estimate, estimate <= high else {
            reader.fault(map.node, "expected low ≤ estimate ≤ high")
            return nil
        }
        guard planned.isPositive else {
            reader.fault(map.node, "state what is 'planned', a number above zero")
            return nil
        }
        let parts = [estimate, low, high].map { $0 / planned }
        guard parts.allSatisfy({ $0.magnitude <= Self.mostParameter }) else {
            reader.fault(map.node, "it is more than a million times what is planned")
            return nil
        }
        return .interval(
            estimate: Self.billionths(parts[0]),
            low: Self.billionths(parts[1]),
            high: Self.billionths(parts[2]),
            confidence: Self.billionths(confidence)
        )
    }

    private static let mostParameter = Rational(1_000_000)

    /// In billionths.
    private mutating func parameter(_ map: YAMLMap, _ key: String) -> Int? {
        guard let node = map[key], let value = reader.number(map, key, allowingNegative: true)
        else { return nil }
        guard value.magnitude <= Self.mostParameter else {
            reader.fault(node, "it is beyond a million")
            return nil
        }
        return Self.billionths(value)
    }

    /// To the nearest, of a number within a million.
    private static func billionths(_ value: Rational) -> Int {
        guard
            let count = Int(
                exactly: (value * Rational(StatedLaw.one)).rounded(.nearestOrAwayFromZero)
            )
        else { preconditionFailure("\(value) in billionths is no word") }
        return count
    }
}
