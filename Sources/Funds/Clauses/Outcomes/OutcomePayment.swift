package import TopsliceExactArithmetic
package import TopsliceMoney
package import TopsliceRecords

/// A payment for results: worked out from counts, paid by one or more partners to another, with an
/// optional part from a central top-up fund.
package struct OutcomePayment: Sendable {
    package let id: String
    package let clause: String
    package let outcome: String
    /// The phase whose results it pays for; nil for the whole term.
    package let phase: String?
    package let payee: String
    package let rule: any OutcomeRule
    package let funding: OutcomeFunding
    package let place: FilePlace
}

/// How a payment follows from results.
package protocol OutcomeRule: Sendable {
    /// Whether it compares the results of a whole period with something, so that it says nothing before its end.
    var looksAtWholePeriod: Bool { get }

    /// The payment in pence, before rounding.
    func payment(for results: OutcomeResults) -> OutcomePaid
}

/// What was counted.
package struct OutcomeResults: Sendable, Hashable {
    /// People, families or whatever the outcome's unit is.
    package let achieved: Rational
    /// Those who began, for attachment fees.
    package let started: Rational

    package init(achieved: Rational, started: Rational = .zero) {
        self.achieved = achieved
        self.started = started
    }
}

/// A payment and how it came about.
package struct OutcomePaid: Sendable, Hashable {
    /// In pence.
    package let exact: Rational
    package let working: OutcomeWorking

    package init(exact: Rational, working: OutcomeWorking) {
        self.exact = exact
        self.working = working
    }
}

/// Who pays for outcomes.
package struct OutcomeFunding: Sendable, Hashable {
    package let payers: Payers
    /// A central fund that pays a part of everything before the payers share the rest.
    package let topUp: TopUp?

    package enum Payers: Sendable, Hashable {
        case partners(SharingBasis)
        /// The pool, as spending on one of its lines.
        case line(String)
    }

    package struct TopUp: Sendable, Hashable {
        package let partner: String
        /// A part of one.
        package let part: Rational

        package init(partner: String, part: Rational) {
            self.partner = partner
            self.part = part
        }
    }

    package init(payers: SharingBasis, topUp: TopUp? = nil) {
        self.init(payers: .partners(payers), topUp: topUp)
    }

    package init(payers: Payers, topUp: TopUp?) {
        self.payers = payers
        self.topUp = topUp
    }

    /// The line that is charged; nil where partners pay.
    var line: String? {
        if case .line(let line) = payers { line } else { nil }
    }

    /// What each pays of a payment, in pence: the exact parts sum to it.
    package func parts(
        of payment: Money,
        clause: String
    ) throws(FundError) -> [(party: Account, exact: Rational)] {
        try parts(of: payment, SharingMeasures(), clause: clause)
    }

    func parts(
        of payment: Money,
        _ measures: SharingMeasures,
        clause: String
    ) throws(FundError) -> [(party: Account, exact: Rational)] {
        let top = topUp.map { Rational(payment) * $0.part } ?? .zero
        var exact: [Account: Rational] = [:]
        if let topUp, !top.isZero { exact[.partner(topUp.partner)] = top }
        let rest = Rational(payment) - top
        switch payers {
        case .line: exact[.pool] = rest
        case .partners(let basis):
            for part in try basis.parts(measures, clause: clause) {
                exact[.partner(part.id), default: .zero] += rest * part.part
            }
        }
        return exact.map { (party: $0.key, exact: $0.value) }.sorted { $0.party < $1.party }
    }
}
