import TopsliceExactArithmetic
package import TopsliceMoney

/// What a measurement moves to one partner, and what it would move were its share at the ends of the
/// interval; in pence, before savings are rounded as a table.
package struct MeasuredMoney: Sendable, Hashable {
    package let estimate: MeasuredEvidence.Estimate
    package let amount: Money
    /// Nil where the attribution states no interval of the share.
    package let low: Money?
    package let high: Money?
}

extension MeasuredEvidence {
    /// What it moves: for every cashable saving shared by it, w × share × what is released.
    func money(
        of savings: [SavingOutturn],
        in currency: Currency
    ) throws(FundError) -> [MeasuredMoney] {
        var released = Rational.zero
        var parts: [String: Rational] = [:]
        for outturn in savings {
            let share = outturn.stream.share
            guard outturn.stream.isCashable, share.id == self.share, share.moves(outturn) else {
                continue
            }
            let weighed = Rational(outturn.amounts.released) * share.measuredWeight
            released += weighed
            for (partner, part) in share.measured {
                parts[partner, default: .zero] += weighed * part
            }
        }
        let exact = estimates.map { estimate in
            // Agencies of one partner share its part in proportion to what each caused.
            let own = estimates.filter { $0.partner == estimate.partner }
            let caused = own.map(\.contribution).sum()
            let part = parts[estimate.partner] ?? .zero
            return own.count > 1 && !caused.isZero ? part * estimate.contribution / caused : part
        }
        let total = exact.sum()
        let whole = try Money.nearest(total, in: currency)
        let scale = total.isZero ? .one : Rational(whole) / total
        let amounts = try Money.divide(
            exact.map { $0 * scale },
            among: estimates.map(\.agency),
            clause: file,
            in: currency
        )
        var moved: [MeasuredMoney] = []
        for (estimate, amount) in zip(estimates, amounts) {
            var low: Money?, high: Money?
            if let interval = estimate.shareInterval {
                low = try Money.nearest(released * interval.low, in: currency)
                high = try Money.nearest(released * interval.high, in: currency)
            }
            moved.append(
                MeasuredMoney(estimate: estimate, amount: amount, low: low, high: high)
            )
        }
        return moved
    }
}

extension SavingsShare {
    /// Whether its shares move anything of a saving; a loss only where a clause shares it by them.
    fileprivate func moves(_ outturn: SavingOutturn) -> Bool {
        guard outturn.amounts.released.isNegative, case .shared = losses else {
            return !outturn.amounts.released.isNegative
        }
        return true
    }
}

/// A measurement with the money that moved by it.
package struct MeasuredOutturn: Sendable, Hashable {
    package let evidence: MeasuredEvidence
    /// In the order of the estimates.
    package let money: [MeasuredMoney]
}
