package import TopsliceExactArithmetic
package import TopsliceMoney

/// A price for each result, or prices by bands of results; a part that is not at risk is paid for each
/// start (an attachment fee). A cap and a floor bound the whole.
package struct OutcomeTariff: OutcomeRule {
    package struct Band: Sendable, Hashable {
        /// Results above this number …
        package let from: Rational
        /// … up to this one; nil for no limit.
        package let to: Rational?
        /// In pence a result.
        package let tariff: Money

        package init(from: Rational, to: Rational?, tariff: Money) {
            self.from = from
            self.to = to
            self.tariff = tariff
        }
    }

    /// In rising order, without overlap.
    package let bands: [Band]
    /// A part of one; the rest is paid at the start, at the first band's tariff.
    package let atRisk: Rational
    /// In pence.
    package let cap: Money?
    /// In pence.
    package let floor: Money?

    package init(bands: [Band], atRisk: Rational = .one, cap: Money? = nil, floor: Money? = nil) {
        self.bands = bands
        self.atRisk = atRisk
        self.cap = cap
        self.floor = floor
    }

    package var looksAtWholePeriod: Bool { floor?.isPositive ?? false }

    package func payment(for results: OutcomeResults) -> OutcomePaid {
        var exact = Rational.zero
        for band in bands where results.achieved > band.from {
            let upper = band.to.map { min($0, results.achieved) } ?? results.achieved
            exact += (upper - band.from) * Rational(band.tariff) * atRisk
        }
        let attachment =
            (bands.first.map { Rational($0.tariff) } ?? .zero) * (.one - atRisk) * results.started
        exact += attachment
        func paid(_ exact: Rational, _ limit: OutcomeWorking.TariffLimit?) -> OutcomePaid {
            OutcomePaid(
                exact: exact,
                working: .tariff(
                    achieved: results.achieved,
                    started: atRisk < .one ? results.started : nil,
                    limit
                )
            )
        }
        if let cap, exact > Rational(cap) { return paid(Rational(cap), .cap) }
        if let floor, exact < Rational(floor) { return paid(Rational(floor), .floor) }
        return paid(exact, nil)
    }
}
