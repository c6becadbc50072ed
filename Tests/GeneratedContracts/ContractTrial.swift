package import Foundation
package import TopsliceContracts
import TopsliceExactArithmetic
import TopsliceFunds
import TopsliceMoney

/// A generated contract settled and played through as cash twice, in two orders, and held against what must be true of any contract.
package struct ContractTrial {
    private let contract: GeneratedContract
    private let settlement: Settlement
    private let other: Settlement
    private let cash: CashEquations
    private let otherCash: CashEquations

    /// - Parameter folder: for its files, which are written over.
    package init(_ contract: GeneratedContract, in folder: URL) throws {
        self.contract = contract
        settlement = try contract.settled(in: folder)
        cash = try contract.cash(in: folder)
        other = try contract.settled(in: folder, reversed: true)
        otherCash = try contract.cash(in: folder)
    }

    /// Kinds of clauses that moved money.
    package var moved: Set<ClauseKind> {
        Set(
            settlement.contracts.filter { !$0.parts.isEmpty }
                .map { type(of: $0.clause).kind }
        )
    }

    /// What is not as it must be, one sentence each; none in a sound contract.
    package func breaches() -> [String] {
        var found: [String] = []
        if !settlement.isReconciled { found.append("the equations do not hold") }
        for run in settlement.contracts { found += ContractEquations.breaches(of: run) }
        found += limitBreaches()
        found += cash.breaches(settlement, budget: contract.limits.budget)
        if cash != otherCash {
            found.append("cash moves otherwise where clauses and rows stand otherwise")
        }
        for party in GeneratedContract.parties where net(party, settlement) != net(party, other) {
            found.append("\(party) is paid otherwise where clauses and rows stand otherwise")
        }
        return found
    }

    private func net(_ party: String, _ settlement: Settlement) -> Money? {
        settlement.statements.first { $0.partner == party }?.outcomePayments
    }

    // MARK: - Caps and floors, as the text of the contract says them

    private func run(_ id: String) -> ClauseRun? {
        settlement.contracts.first { $0.clause.head.id == id }
    }

    /// What a party receives under clauses less what it pays, exactly.
    private func sum(_ ids: [String], _ party: String) -> Rational {
        ids.compactMap(run).flatMap(\.result.entitlements).filter { $0.party == party }
            .reduce(.zero) { $0 + $1.exact }
    }

    private func limitBreaches() -> [String] {
        var found: [String] = []
        let limits = contract.limits
        if -sum(["a", "y"], "council") > Rational(limits.payer) {
            found.append("the council pays more than its cap")
        }
        if -sum(["q", "u"], "nhs") > Rational(limits.spending.0 + limits.spending.1) {
            found.append("the health service pays more than its limits")
        }
        if -sum(["t"], "fund") > Rational(limits.fund) {
            found.append("the fund pays more than it has")
        }
        let fee = run("f")?.result.entitlements.filter { $0.role == .payee } ?? []
        let paid = fee.reduce(Rational.zero) { $0 + $1.exact }
        if paid < Rational(limits.fee.lowerBound) || paid > Rational(limits.fee.upperBound) {
            found.append("the fee leaves its floor and cap")
        }
        if sum(["z"], "p1") + sum(["z"], "p2") > Rational(limits.joint) {
            found.append("more is paid jointly than agreed")
        }
        return found + personBreaches()
    }

    /// Nobody costs more than the cap of a person under the clauses it is of: of `h` and `j` what they are paid together,
    /// of `s` and `a` the dearer of them. Cuts are of sums of people, so that they are summed here too.
    private func personBreaches() -> [String] {
        let first = sums(["h", "j"], +).map { min($0, Rational(contract.limits.person)) }
        let second = sums(["s", "a"], max).map { min($0, Rational(contract.limits.best)) }
        return [(["h", "j", "k"], first), (["s", "a", "m", "l"], second)]
            .filter { paid(by: $0.0) != $0.1.reduce(.zero, +) }
            .map { "people cost more or less under \($0.0) than the cap of a person leaves" }
    }

    private func sums(
        _ ids: [String],
        _ together: (Rational, Rational) -> Rational
    ) -> [Rational] {
        var people: [Int32: Rational] = [:]
        for run in ids.compactMap(run) {
            for claim in run.result.claims {
                people[claim.person] = together(
                    people[claim.person] ?? .zero,
                    run.result.prices[Int(claim.price)]
                )
            }
        }
        return Array(people.values)
    }

    /// What payees are paid, less what they give back.
    private func paid(by ids: [String]) -> Rational {
        ids.compactMap(run).flatMap(\.result.entitlements).filter { $0.role == .payee }
            .reduce(Rational.zero) { $0 + $1.exact }
    }
}
