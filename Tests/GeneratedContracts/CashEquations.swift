import TopsliceCashFlows
import TopsliceFunds
import TopsliceMoney

/// What holds of the cash of any contract, as planned and when things go otherwise.
struct CashEquations: Equatable {
    private let terms: CashCase
    private let planned: CashPlay
    private let shocked: [CashPlay]

    /// - Throws: where an amount exceeds what can be held.
    init(_ terms: CashCase) throws {
        self.terms = terms
        planned = try CashPlay(terms)
        shocked = try terms.scenarios.map { try CashPlay(terms, under: $0) }
    }

    /// Whether the same moves on the same days.
    static func == (left: CashEquations, right: CashEquations) -> Bool {
        left.planned.flows == right.planned.flows
            && left.shocked.map(\.flows) == right.shocked.map(\.flows)
    }

    /// - Parameter budget: what the council has in scenarios, in pence.
    func breaches(_ settlement: Settlement, budget: Int) -> [String] {
        var found = settledBreaches(settlement) + Self.balanceBreaches(of: planned)
        for play in shocked {
            found += Self.balanceBreaches(of: play).map { "under shocks \($0)" }
            let paid = play.flows.filter { $0.party == "council" }
                .reduce(0) { $0 + $1.paid.minorUnits }
            if paid > budget { found.append("the council pays more than its budget") }
        }
        return found
    }

    /// What contracts pay day by day is what is settled.
    private func settledBreaches(_ settlement: Settlement) -> [String] {
        var nets: [String: Int] = [:]
        for payment in terms.payments where payment.id != "staff" {
            nets[payment.from, default: 0] -= payment.amount.minorUnits
            nets[payment.to, default: 0] += payment.amount.minorUnits
        }
        return settlement.statements.filter {
            $0.outcomePayments.minorUnits != nets[$0.partner, default: 0]
        }.map { "\($0.partner) has other cash than is settled" }
    }

    /// On every day what goes out comes in; the vehicle pays nothing out that did not come in; tranches balance.
    private static func balanceBreaches(of play: CashPlay) -> [String] {
        var found: [String] = []
        for (day, flows) in Dictionary(grouping: play.flows, by: \.date)
        where flows.reduce(0, { $0 + $1.received.minorUnits - $1.paid.minorUnits }) != 0 {
            found.append("\(day) does not balance")
        }
        guard let waterfall = play.waterfall else { return found + ["there is no bond"] }
        let got = waterfall.tranches.reduce(waterfall.surplus.minorUnits) {
            $0 + $1.repaid.minorUnits + $1.preferredReturn.minorUnits
        }
        let came = play.flows.filter { $0.party == "p1" }.reduce(0) { $0 + $1.received.minorUnits }
        if got > came { found.append("investors receive \(got) of \(came)") }
        for result in waterfall.tranches {
            let back = result.repaid.minorUnits + result.guaranteed.minorUnits
            if back + result.lost.minorUnits != result.drawn.minorUnits || back < 0
                || result.drawn > result.tranche.commitment
            {
                found.append("tranche \(result.tranche.id) does not balance")
            }
        }
        return found
    }
}
