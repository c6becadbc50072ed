package import TopsliceExactArithmetic
package import TopsliceMoney

/// Something that may happen to payments that were planned.
package enum Shock: Sendable, Hashable {
    /// From a day on a party neither earns nor pays, but what it earned before still comes; another takes its place where one
    /// is named.
    case leaves(party: String, from: CalendarDate, replacement: String?)
    /// What payments are made for comes about so many times as often: fewer outcomes, which a contract pays for as its
    /// clauses say.
    case counted(CountSelection, by: Rational)
    /// Payments become so many times as large, such as what work costs.
    case scaled(PaymentSelection, by: Rational)
    /// Payments come so many months later.
    case late(PaymentSelection, months: Int)
    /// A payer has so much and no more: payments are made in the order of days until it is used up to the penny.
    case budget(payer: String, amount: Money)
}

/// Shocks that happen together.
package struct Scenario: Sendable, Hashable {
    package let id: String
    package let name: String
    package let shocks: [Shock]
}

extension Array where Element == CashPayment {
    /// What becomes of planned payments under shocks, whatever their order: parties leave first, then amounts change (by
    /// the product of all factors, rounded once to the nearest penny), then payments are late, then budgets run out.
    /// What comes about more or less often changes them before, where they are made (``PaymentSource``).
    func after(_ shocks: [Shock]) throws(MoneyError) -> [CashPayment] {
        let onlyCounts = shocks.allSatisfy { if case .counted = $0 { true } else { false } }
        if onlyCounts { return self }
        var payments = self
        for case .leaves(let party, let from, let replacement) in shocks.sortedByDay {
            payments = payments.compactMap { $0.without(party, from: from, replacement) }
        }
        var scales: [(PaymentSelection, Rational)] = []
        var delays: [(PaymentSelection, Int)] = []
        for shock in shocks {
            switch shock {
            case .scaled(let selection, let factor): scales.append((selection, factor))
            case .late(let selection, let months): delays.append((selection, months))
            case .leaves, .counted, .budget: break
            }
        }
        var changed: [CashPayment] = []
        changed.reserveCapacity(payments.count)
        for var payment in payments {
            var factor = Rational.one
            for (selection, own) in scales where selection.holds(payment) { factor = factor * own }
            if factor != .one {
                payment.amount = try payment.amount.multiplied(
                    by: factor,
                    rounding: .nearestOrAwayFromZero
                )
            }
            var months = 0
            for (selection, own) in delays where selection.holds(payment) { months += own }
            if payment.amount.isPositive { changed.append(payment.later(by: months)) }
        }
        for case .budget(let payer, let amount) in shocks {
            changed = try changed.paid(by: payer, upTo: amount)
        }
        return changed
    }

    private func paid(by payer: String, upTo budget: Money) throws(MoneyError) -> [CashPayment] {
        var left = budget
        var paid: [CashPayment] = []
        for var payment in sorted(by: <) {
            if payment.from == payer {
                payment.amount = Swift.min(payment.amount, left)
                left = try left.subtracting(payment.amount)
            }
            if payment.amount.isPositive { paid.append(payment) }
        }
        return paid
    }
}

extension CashPayment {
    /// Nil where it is not made any more.
    fileprivate func without(
        _ party: String,
        from day: CalendarDate,
        _ replacement: String?
    ) -> CashPayment? {
        guard earned >= day, from == party || to == party else { return self }
        guard let replacement else { return nil }
        var payment = self
        if from == party { payment.from = replacement }
        if to == party { payment.to = replacement }
        return payment.from == payment.to ? nil : payment
    }
}

extension Array where Element == Shock {
    /// Whoever leaves first leaves first.
    fileprivate var sortedByDay: [Shock] {
        func key(_ shock: Shock) -> (CalendarDate, String)? {
            if case .leaves(let party, let from, _) = shock { (from, party) } else { nil }
        }
        return filter { key($0) != nil }.sorted { left, right in
            guard let left = key(left), let right = key(right) else { return false }
            return left < right
        }
    }
}
