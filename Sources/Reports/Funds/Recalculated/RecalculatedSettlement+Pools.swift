import TopsliceExactArithmetic
import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// Pools that are paid out, transfers that make good, and what is passed on.
extension RecalculatedSettlement {
    // MARK: Allocations

    mutating func divide(_ plan: AllocationPlan) {
        let outturn = settlement.allocations[plan.place]
        let clause = outturn.clause
        let before = steps
        var receipts: [String: WorkbookFormula] = [:]
        for member in plan.members {
            receipts[member] = step(
                clause,
                "paid in by \(settlement.agreement.name(of: member))",
                rows(
                    ActualsTable.Column.pence,
                    .receipt(allocation: outturn.id, partner: member)
                )
            )
        }
        let paidIn = plan.members.compactMap { receipts[$0] }
        let amount =
            plan.amount.map { WorkbookFormula.whole($0.minorUnits) }
            ?? step(clause, "paid in by all", .sum(paidIn))
        let keys = keys
        guard let terms = terms(plan, clause, amount, receipts, outturn),
            let _ = divide(
                DivisionBlock(
                    clause: clause,
                    direction: "pool paid out",
                    amount: amount,
                    terms: terms,
                    figure: { $0.partner.map(keys.allocated) },
                    isSubtracted: false,
                    most: Self.tenTimes(outturn.amount)
                )
            )
        else {
            let targets = plan.members.map {
                Recalculation.Target.receipt(allocation: outturn.id, partner: $0)
            }
            return keep(clause, targets, restoring: before)
        }
        followed.pools.append((clause, amount))
        for (member, receipt) in receipts {
            followed.receipts[member, default: []].append(receipt)
            followed.settledAllocation[member, default: 0] -=
                outturn.receipts[member]?.minorUnits ?? 0
        }
        for paid in outturn.paid {
            guard let partner = paid.party.partner else { continue }
            followed.settledAllocation[partner, default: 0] += paid.amount.minorUnits
        }
    }

    private mutating func terms(
        _ plan: AllocationPlan,
        _ clause: String,
        _ amount: WorkbookFormula,
        _ receipts: [String: WorkbookFormula],
        _ outturn: AllocationOutturn
    ) -> DivisionTerms? {
        var terms = DivisionTerms()
        var left = amount
        for call in plan.first {
            let own = call.amounts.filter { !$0.value.isZero }
            let asked = own.values.reduce(0) { $0 + $1.minorUnits }
            guard asked > 0, own.values.allSatisfy(\.isPositive) else { return nil }
            let given = step(clause, call.name, .least([left, .whole(asked)]))
            left = step(clause, "what is left", .difference(left, given))
            if own.count == 1, let partner = own.keys.first {
                terms.add(given, to: .partner(partner))
                continue
            }
            let weights = own.map {
                WholeWeights.Part(
                    party: .partner($0.key),
                    part: Rational($0.value.minorUnits) / Rational(asked)
                )
            }
            guard let next = Self.parts(given, weights).flatMap({ terms.adding($0) }) else {
                return nil
            }
            terms = next
        }
        // Parts over fixed numbers first, so that those have one denominator.
        let isLast: (AllocationPlan.Part) -> Bool = { $0.recipients == .receipts }
        for part in plan.parts.filter({ !isLast($0) }) + plan.parts.filter(isLast) {
            guard
                let own = self.terms(part, clause, left, receipts, outturn),
                let next = terms.adding(own)
            else { return nil }
            terms = next
        }
        return terms
    }

    private mutating func terms(
        _ part: AllocationPlan.Part,
        _ clause: String,
        _ left: WorkbookFormula,
        _ receipts: [String: WorkbookFormula],
        _ outturn: AllocationOutturn
    ) -> DivisionTerms? {
        switch part.recipients {
        case .account(let account):
            return Self.parts(left, [.init(party: account, part: part.part)])
        case .fixed(let parts):
            return Self.parts(
                left,
                parts.map { .init(party: .partner($0.partner), part: $0.part * part.part) }
            )
        case .receipts:
            guard let above = Int(exactly: part.part.numerator),
                let below = Int(exactly: part.part.denominator)
            else { return nil }
            var coefficients: [Account: WorkbookFormula] = [:]
            var positive: [WorkbookFormula] = []
            for (member, receipt) in receipts.sorted(by: { $0.key < $1.key }) {
                let own = step(
                    clause,
                    "above zero, of \(settlement.agreement.name(of: member))",
                    .most([.whole(0), receipt])
                )
                positive.append(own)
                coefficients[.partner(member)] = .product(own, .whole(above))
            }
            let all = step(
                clause,
                "\(part.name), of all",
                .product(.sum(positive), .whole(below)),
                isMoney: false
            )
            let settled = outturn.receipts.values.reduce(0) { $0 + max(0, $1.minorUnits) }
            let (most, isTooLarge) = settled.multipliedReportingOverflow(by: 10 * below)
            guard !isTooLarge, settled > 0 else { return nil }
            return DivisionTerms(
                [.init(amount: left, coefficients: coefficients)],
                over: .changing(all, most: most)
            )
        }
    }

    /// Fixed parts of an amount, which need not be all of it.
    private static func parts(
        _ amount: WorkbookFormula,
        _ parts: [WholeWeights.Part]
    ) -> DivisionTerms? {
        WholeWeights(parts).map { weights in
            DivisionTerms(
                [.init(amount: amount, coefficients: weights.weights.mapValues { .whole($0) })],
                over: .fixed(weights.sum)
            )
        }
    }

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
        var terms = DivisionTerms()
        var changes: [(partner: String, change: WorkbookFormula)] = []
        for position in plan.positions {
            let recorded = rows(ActualsTable.Column.pence, target(position.partner))
            let start = WorkbookFormula.whole(position.before.minorUnits)
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
            return keep(clause, plan.positions.map { target($0.partner) }, restoring: before)
        }
        if !plan.sharesLosses, let losses = losses(clause, changes, gain, sizes) {
            guard let both = all.adding(losses) else {
                return keep(clause, plan.positions.map { target($0.partner) }, restoring: before)
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
            return keep(clause, plan.positions.map { target($0.partner) }, restoring: before)
        }
        for position in outturn.positions {
            followed.settledCompensation[position.partner, default: 0] +=
                position.transfer.minorUnits
        }
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
