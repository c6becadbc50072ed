import TopsliceExactArithmetic
import TopsliceMoney

extension Settlement {
    /// Pools that are paid out, where there is something to pay out.
    func planAllocations(
        _ result: inout Recalculation,
        _ figures: inout YearFigures
    ) throws(FundError) {
        let measures = try FundMeasures(contributions).whole
        let draws = agreement.risks.contains { risk in
            [risk.overspend, risk.underspend].contains { $0.namesRiskPool }
        }
        for (place, outturn) in allocations.enumerated() {
            let members = outturn.receipts.keys.sorted { $0.precedes($1) }
            let targets = Set(
                members.map {
                    Recalculation.Target.receipt(allocation: outturn.id, partner: $0)
                }
            )
            guard let allocation = agreement.allocations.first(where: { $0.id == outturn.id }),
                let parts = try parts(of: allocation, measures, &figures),
                !draws || !parts.contains(where: { $0.recipients == .account(.riskPool) })
            else {
                result.keep(outturn.clause, .allocation, targets)
                continue
            }
            guard !outturn.amount.isNegative else {
                result.keep(outturn.clause, .shortAllocation, targets)
                continue
            }
            result.allocations.append(
                AllocationPlan(
                    place: place,
                    amount: allocation.amount,
                    amountFigure: figures.figures("allocations", allocation.id, "amount")?[""],
                    members: members,
                    first: allocation.firstCalls,
                    firstFigures: allocation.firstCalls.indices.map {
                        figures.figures("allocations", allocation.id, "first[\($0)].amounts")
                    },
                    parts: parts
                )
            )
        }
    }

    /// Nil where parts follow from savings.
    private func parts(
        of allocation: PoolAllocation,
        _ measures: SharingMeasures,
        _ figures: inout YearFigures
    ) throws(FundError) -> [AllocationPlan.Part]? {
        var parts: [AllocationPlan.Part] = []
        for (number, part) in allocation.parts.enumerated() {
            var weights: [FigureWeight]?
            switch part.recipients {
            case .basis(.weights):
                let key = "parts[\(number)].weights"
                weights = figures.weights("allocations", allocation.id, key)
            case .basis(.contributions(includingAligned: false)):
                weights = figures.weights(inPhase: nil, measures, contributions)
            case .basis(.contributions): figures.fixContributions()
            case .basis, .receipts, .pool, .riskPool: break
            }
            let recipients: AllocationPlan.Recipients
            switch part.recipients {
            case .basis(.savings): return nil
            case .basis(let basis):
                let settled = try basis.parts(measures, clause: allocation.clause)
                    .map { DivisionPlan.Part(partner: $0.id, part: $0.part) }
                recipients = weights.map { .weighted($0, settled: settled) } ?? .fixed(settled)
            case .receipts: recipients = .receipts
            case .pool: recipients = .account(.pool)
            case .riskPool: recipients = .account(.riskPool)
            }
            parts.append(.init(name: part.name, part: part.part, recipients: recipients))
        }
        return parts
    }

    /// Transfers after which nobody is worse off.
    func planCompensations(
        _ result: inout Recalculation,
        _ figures: inout YearFigures
    ) throws(FundError) {
        let measures = try FundMeasures(contributions).whole
        for (place, outturn) in compensations.enumerated() {
            let targets = Set(
                outturn.positions.map {
                    Recalculation.Target.position(compensation: outturn.id, partner: $0.partner)
                }
            )
            guard let clause = agreement.compensations.first(where: { $0.id == outturn.id }),
                clause.gain != .savings(.realised), clause.gain != .savings(.forecast)
            else {
                result.keep(outturn.clause, .compensation, targets)
                continue
            }
            if case .contributions = clause.gain { figures.fixContributions() }
            let counting = clause.countsContributions ? figures.contributions : []
            let before = figures.figures("compensation", clause.id, "before") ?? [:]
            var positions: [CompensationPlan.Position] = []
            for position in outturn.positions {
                let start =
                    outturn.isIncome ? try position.before.opposite() : position.before
                positions.append(
                    .init(
                        partner: position.partner,
                        before: try start.minus(position.contribution),
                        figure: before[position.partner],
                        settled: position.before,
                        contributions: counting.filter {
                            !$0.isAligned && $0.partner == position.partner
                        }
                    )
                )
            }
            result.compensations.append(
                CompensationPlan(
                    place: place,
                    positions: positions,
                    isIncome: outturn.isIncome,
                    gain: try clause.gain.parts(measures, clause: clause.clause)
                        .map { .init(partner: $0.id, part: $0.part) },
                    sharesLosses: clause.sharesLosses
                )
            )
        }
    }

    /// What primes pass on, in an order in which everybody receives before passing on.
    func planChain(_ result: inout Recalculation) throws(FundError) {
        let ordered = SupplyLink.inOrder(agreement.supplyChain)
        let byPrime = Dictionary(grouping: ordered, by: \.prime)
        var done: Set<String> = []
        for link in ordered where done.insert(link.prime).inserted {
            let own = byPrime[link.prime] ?? []
            guard Set(own.map(\.sub)).count == own.count else {
                // What it passes on goes further: all of the chain is kept with it.
                result.chain = []
                for link in ordered { result.keep(link.clause, .supplyChain, []) }
                return
            }
            result.chain.append(
                ChainPlan(
                    prime: link.prime,
                    clause: link.clause,
                    lines: lines.indices.filter { lines[$0].line.provider == link.prime },
                    parts: own.map { .init(partner: $0.sub, part: $0.part) },
                    kept: .one - own.map(\.part).sum()
                )
            )
        }
    }
}
