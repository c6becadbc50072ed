import TopsliceExactArithmetic
import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// Transfers that make good, and what is passed on.
extension RecalculatedSettlement {
    // MARK: Compensations

    /// Everybody is as well off as before and has its part of the gain; where all together lose, who gained gives up
    /// what it gained and the others are restored as far as that goes.
    mutating func divide(_ plan: CompensationPlan) {
        let outturn = settlement.compensations[plan.place]
        let clause = outturn.clause
        let before = steps
        func target(_ partner: String) -> Recalculation.Target {
            .position(compensation: outturn.id, partner: partner)
        }
        func keep(_ settlement: inout Self) {
            settlement.keptFigures.formUnion(
                plan.positions.flatMap {
                    $0.contributions.map(\.figure) + ($0.figure.map { [$0] } ?? [])
                }
                .map(\.name)
            )
            let targets = plan.positions.map { target($0.partner) }
            settlement.keep(clause, targets, restoring: before)
        }
        var terms = DivisionTerms()
        var changes: [(partner: String, change: WorkbookFormula)] = []
        for position in plan.positions {
            let recorded = rows(ActualsTable.Column.pence, target(position.partner))
            let start = start(position, isIncome: plan.isIncome)
            let change = step(
                clause,
                "better off: \(settlement.agreement.name(of: position.partner))",
                plan.isIncome ? .sum([start, recorded]) : .difference(start, recorded)
            )
            changes.append((position.partner, change))
            terms.add(.product(.whole(-1), change), to: .partner(position.partner))
        }
        let gain = step(clause, "better off together", .sum(changes.map(\.change)))
        let shared: WorkbookFormula =
            plan.sharesLosses ? gain : step(clause, "gain", .most([.whole(0), gain]))
        let parts = plan.gain.map { WholeWeights.Part(party: .partner($0.partner), part: $0.part) }
        let sizes = outturn.positions.reduce(0) { $0 + abs($1.change.minorUnits) }
        let keys = keys
        guard let own = Self.parts(shared, parts), var all = terms.adding(own) else {
            return keep(&self)
        }
        if !plan.sharesLosses, let losses = losses(clause, changes, gain, sizes) {
            guard let both = all.adding(losses) else {
                return keep(&self)
            }
            all = both
        }
        let block = DivisionBlock(
            clause: clause,
            direction: "compensation",
            amount: .whole(0),
            terms: all,
            figure: { $0.partner.map(keys.compensated) },
            isSubtracted: false,
            most: max(1_000_000_000, 10 * sizes)
        )
        guard divide(block) != nil else {
            return keep(&self)
        }
        for position in outturn.positions {
            followed.settledCompensation[position.partner, default: 0] +=
                position.transfer.minorUnits
        }
    }

    /// What a partner is better off by before its rows count.
    private mutating func start(
        _ position: CompensationPlan.Position,
        isIncome: Bool
    ) -> WorkbookFormula {
        var changes: [WorkbookFormula] = []
        func follow(_ name: FigureName, _ settled: Money, _ sign: Int) {
            guard let cell = figures.cell(name) else {
                keptFigures.insert(name.name)
                return
            }
            let change = WorkbookFormula.difference(cell, .whole(settled.minorUnits))
            changes.append(sign > 0 ? change : .product(.whole(-1), change))
        }
        if let name = position.figure { follow(name, position.settled, isIncome ? -1 : 1) }
        for own in position.contributions { follow(own.figure, own.settled, -1) }
        return .sum([.whole(position.before.minorUnits)] + changes)
    }

    /// What those who lost stay worse off by, in proportion to what they lost.
    private mutating func losses(
        _ clause: String,
        _ changes: [(partner: String, change: WorkbookFormula)],
        _ gain: WorkbookFormula,
        _ sizes: Int
    ) -> DivisionTerms? {
        let short = step(
            clause,
            "worse off together",
            .most([.whole(0), .difference(.whole(0), gain)])
        )
        var coefficients: [Account: WorkbookFormula] = [:]
        for (partner, change) in changes {
            coefficients[.partner(partner)] = .least([.whole(0), change])
        }
        let all = step(
            clause,
            "what is lost by all who lose",
            .difference(.whole(0), .sum(changes.map { .least([.whole(0), $0.change]) })),
            isMoney: false
        )
        return DivisionTerms(
            [.init(amount: short, coefficients: coefficients)],
            over: .changing(all, most: max(1_000_000_000, 10 * sizes))
        )
    }

    // MARK: Supply chains

    /// Each prime passes on parts of what it was paid for delivery, outcomes, and by others of the chain.
    mutating func passOn() {
        let before = steps
        var received: [String: [WorkbookFormula]] = [:]
        var settled: [String: Int] = [:]
        var passed: [FollowedClauses.Flow] = []
        for link in plan.chain {
            let delivered = link.lines.map {
                WorkbookFormula.difference(lines.spent($0), lines.charged($0))
            }
            guard let statement = settlement.statements.first(where: { $0.partner == link.prime })
            else { preconditionFailure("'\(link.prime)' has no statement") }
            let income = step(
                link.clause,
                "what \(settlement.agreement.name(of: link.prime)) was paid",
                .sum(
                    delivered + [
                        .most([.whole(0), outcomePayments(statement)]),
                        .most([.whole(0), .sum(received[link.prime] ?? [])]),
                    ]
                )
            )
            let parts = link.parts.map {
                WholeWeights.Part(party: .partner($0.partner), part: $0.part)
            }
            let kept = WholeWeights.Part(party: .partner(link.prime), part: link.kept)
            let weights = WholeWeights(parts + [kept])
            let terms = weights.map { weights in
                DivisionTerms(
                    [.init(amount: income, coefficients: weights.weights.mapValues { .whole($0) })],
                    over: .fixed(weights.sum)
                )
            }
            let most = max(0, statement.delivered.minorUnits) + max(0, statement.net.minorUnits)
            guard let terms,
                let pence = divide(
                    DivisionBlock(
                        clause: link.clause,
                        direction: "passed on",
                        amount: income,
                        terms: terms,
                        figure: { _ in nil },
                        isSubtracted: false,
                        most: max(1_000_000_000, 10 * most)
                    )
                )
            else {
                for link in plan.chain { keep(link.clause, [], restoring: before) }
                return
            }
            for part in link.parts {
                guard let now = pence[.partner(part.partner)] else { continue }
                received[part.partner, default: []].append(now)
                passed.append(
                    .init(
                        payer: link.prime,
                        payee: part.partner,
                        now: now,
                        before: passedOn(from: link.prime, to: part.partner)
                    )
                )
            }
        }
        for flow in passed {
            followed.passedOn[flow.payee, default: []].append(flow.now)
            followed.passedOn[flow.payer, default: []].append(.product(.whole(-1), flow.now))
            settled[flow.payee, default: 0] += flow.before
            settled[flow.payer, default: 0] -= flow.before
        }
        followed.settledSupplyChain = settled
        followed.flows += passed
    }

    /// In pence, as settled.
    private func passedOn(from prime: String, to sub: String) -> Int {
        settlement.transfers.reduce(0) { sum, transfer in
            guard case .passedOn = transfer.subject else { return sum }
            if transfer.from == .partner(prime), transfer.to == .partner(sub) {
                return sum + transfer.amount.minorUnits
            }
            if transfer.from == .partner(sub), transfer.to == .partner(prime) {
                return sum - transfer.amount.minorUnits
            }
            return sum
        }
    }
}
