import TopsliceExactArithmetic
import TopsliceRecords

/// What a department pays is charged to its departmental expenditure limit (DEL) and to annually managed expenditure (AME),
/// each with a limit, in all or in each year of the term; a part of what is saved in AME may be released to spend in DEL. What
/// is above a limit another pays, or nobody (HM Treasury, "Consolidated budgeting guidance").
struct SpendingLimitClause: ContractClause {
    static let kind = ClauseKind.spendingLimit

    let head: ClauseHead
    let of: [String]
    let payer: String
    /// The part of every payment that is charged to DEL; the rest is AME.
    let part: Rational
    /// In pence; nil for no limit.
    let departmental: Rational?
    let managed: Rational?
    let isYearly: Bool
    let release: Release?
    /// Who pays what is above; nil where it is not paid.
    let then: String?

    /// A saving in AME, of which a negotiated part may be spent in DEL.
    struct Release: Hashable {
        /// In pence.
        let saving: Rational
        let part: Rational
    }

    var needs: [String] { of }

    private static let limitKeys = [
        "del_limit", "ame_limit", "del_limit_per_year", "ame_limit_per_year",
    ]

    init?(_ map: YAMLMap, _ head: ClauseHead, _ reader: inout ContractReader) {
        reader.refuseUnknownKeys(
            map,
            ContractReader.headKeys + Self.limitKeys
                + ["of", "payer", "del_percent", "ame_saving", "switch_percent", "then"]
        )
        reader.require(map, ["of", "payer", "del_percent"])
        let of = reader.clauses(in: map, "of")
        let payer = reader.party(map, "payer")
        let part = reader.percentage(map, "del_percent")
        let then = reader.party(map, "then")
        let isYearly = Self.limitKeys[2...].contains(where: map.contains)
        if isYearly, let key = Self.limitKeys[..<2].first(where: map.contains), let node = map[key]
        {
            reader.fault(node, "limits are of the whole term or of every year, not of both")
            return nil
        }
        let departmental =
            reader.amount(map, "del_limit") ?? reader.amount(map, "del_limit_per_year")
        let managed = reader.amount(map, "ame_limit") ?? reader.amount(map, "ame_limit_per_year")
        let saving = reader.amount(map, "ame_saving")
        let switched = reader.percentage(map, "switch_percent")
        if map.contains("ame_saving") != map.contains("switch_percent") {
            reader.fault(map.node, "a switch has both 'ame_saving' and 'switch_percent'")
            return nil
        }
        // Released in every year, the same saving would be spent as often as the term has years.
        if isYearly, let node = map["ame_saving"] {
            reader.fault(
                node,
                "a saving of the whole term is released once, and the limits are of every year: limit the whole term"
            )
            return nil
        }
        guard let of, let payer, let part, then != nil || !map.contains("then") else { return nil }
        if then == payer, let node = map["then"] {
            reader.fault(node, "'\(payer)' is the payer that is limited")
            return nil
        }
        if let node = map["then"], !Self.limitKeys.contains(where: map.contains) {
            reader.fault(node, "there is no limit above which it could pay")
        }
        if part == .one, let node = map["ame_limit"] ?? map["ame_limit_per_year"] {
            reader.fault(node, "nothing is charged to it: all of it is DEL")
        }
        if part.isZero, let node = map["del_limit"] ?? map["del_limit_per_year"] {
            reader.fault(node, "nothing is charged to it: all of it is AME")
        }
        self.head = head
        self.of = of
        self.payer = payer
        self.part = part
        self.departmental = departmental
        self.managed = managed
        self.isYearly = isYearly
        self.then = then
        if let saving, let switched {
            release = Release(saving: saving, part: switched)
        } else {
            release = nil
        }
    }

    /// A limit and what was charged to it so far, by year.
    private struct Pot {
        let limit: Rational?
        var charged: [Int: Rational] = [:]

        /// What of a charge is above the limit; what is given back makes room again.
        mutating func charge(_ exact: Rational, in year: Int) -> Rational {
            let before = charged[year] ?? .zero
            charged[year] = before + exact
            guard let limit else { return .zero }
            return max(.zero, before + exact - limit) - max(.zero, before - limit)
        }

        /// What stays charged, within the limit.
        var total: Rational {
            charged.values.reduce(.zero) { sum, charge in
                sum + (limit.map { min($0, charge) } ?? charge)
            }
        }
    }

    func result(_ facts: ContractFacts, _ others: ClauseResults) -> ClauseResult {
        let ids = of.sorted(by: ClauseOrder.precedes)
        let charges = ids.map { others.charges(to: payer, by: $0) }
        let paid = others.paid(by: of)
        let released = release.map { $0.saving * $0.part } ?? .zero
        var first = Pot(limit: departmental.map { $0 + released })
        var second = Pot(limit: managed)
        var above = Rational.zero
        var result = ClauseResult()
        for day in Set(charges.flatMap(\.keys)).sorted() {
            let year = isYearly ? facts.term.year(of: day) : 0
            for place in ids.indices {
                guard let charge = charges[place][day] else { continue }
                let exact =
                    first.charge(charge * part, in: year)
                    + second.charge(charge * (.one - part), in: year)
                guard !exact.isZero else { continue }
                above += exact
                result.entitlements += TakenOver(
                    from: payer,
                    by: then,
                    exact,
                    on: day,
                    paid.filter { $0.day == day && $0.clause == place }
                ).entitlements(.overSpendingLimit)
            }
        }
        if !paid.isEmpty, charges.allSatisfy(\.isEmpty) {
            result.notices = [.partyWithoutPart(party: payer, .payer)]
        }
        result.figures = [
            ClauseFigure(.chargedToDel, .money(first.total)),
            ClauseFigure(.chargedToAme, .money(second.total)),
            ClauseFigure(.aboveSpendingLimit, .money(above)),
        ]
        if let release {
            result.figures += [
                ClauseFigure(.releasedToDel, .money(released)),
                ClauseFigure(.retainedInAme, .money(release.saving - released)),
            ]
        }
        return result
    }
}
