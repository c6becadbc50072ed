import TopsliceContracts
import TopsliceExactArithmetic
import TopsliceMoney

/// What holds of a clause of any kind, worked out.
enum ContractEquations {
    static func breaches(of run: ClauseRun) -> [String] {
        let head = "clause '\(run.clause.head.id)'"
        return
            (roundingBreaches(of: run) + dayBreaches(of: run) + figureBreaches(of: run)
            + capBreaches(of: run)).map { "\(head): \($0)" }
    }

    /// Whole pence sum to zero; the whole is rounded by half a penny at most, and a part of it by less than one more.
    private static func roundingBreaches(of run: ClauseRun) -> [String] {
        var found: [String] = []
        if run.parts.reduce(0, { $0 + $1.amount.minorUnits }) != 0 {
            found.append("what is paid is not what is received")
        }
        for part in run.parts
        where (Rational(part.amount.minorUnits) - part.exact).magnitude >= Rational(3) / 2 {
            found.append("'\(part.party)' is rounded by more than a penny and a half")
        }
        let moved = run.transfers.reduce(0) { $0 + $1.amount.minorUnits }
        if moved != run.parts.reduce(0, { $0 + max(0, $1.amount.minorUnits) }) {
            found.append("transfers are not what is received")
        }
        return found
    }

    /// On every day what is received is paid.
    private static func dayBreaches(of run: ClauseRun) -> [String] {
        var days: [Int32: Rational] = [:]
        for entitlement in run.result.entitlements {
            days[entitlement.day, default: .zero] += entitlement.exact
        }
        return days.values.allSatisfy(\.isZero) ? [] : ["a day does not balance"]
    }

    private static func figureBreaches(of run: ClauseRun) -> [String] {
        let figures = Dictionary(
            uniqueKeysWithValues: run.result.figures.map { ($0.name, $0.value) }
        )
        var found: [String] = []
        if case .money(let advanced)? = figures[.advance],
            case .money(let recovered)? = figures[.recovered],
            recovered > advanced || recovered.isNegative
        {
            found.append("\(recovered) of \(advanced) are recovered")
        }
        if case .money(let left)? = figures[.leftInFund], left.isNegative {
            found.append("the fund is overdrawn")
        }
        return found
    }

    /// In all, of a person, and of a year of the term.
    private static func capBreaches(of run: ClauseRun) -> [String] {
        guard let terms = run.clause.claimTerms else { return [] }
        let paid = run.result.claims.map { run.result.prices[Int($0.price)] }
        var found: [String] = []
        if let cap = terms.cap, paid.reduce(.zero, +) > cap { found.append("the cap is crossed") }
        var people: [Int32: Rational] = [:]
        var years: [Int: Rational] = [:]
        for (claim, price) in zip(run.result.claims, paid) {
            people[claim.person, default: .zero] += price
            years[terms.days.year(of: claim.day), default: .zero] += price
        }
        if let cap = terms.personCap, people.values.contains(where: { $0 > cap }) {
            found.append("a person costs more than the cap")
        }
        if let cap = terms.yearCap, years.values.contains(where: { $0 > cap }) {
            found.append("a year costs more than the cap")
        }
        return found
    }
}
