package import TopsliceExactArithmetic

/// A rate that falls or rises with size: within each band of sizes it runs in a straight line from one
/// end's rate to the other's (the minimum savings rates of the Medicare Shared Savings Program,
/// 42 CFR 425.604(b)).
package struct SlidingRate: Sendable, Hashable {
    package struct Band: Sendable, Hashable {
        package let from: Rational
        package let to: Rational
        package let rateAtFrom: Rational
        package let rateAtTo: Rational

        package init(from: Rational, to: Rational, rateAtFrom: Rational, rateAtTo: Rational) {
            self.from = from
            self.to = to
            self.rateAtFrom = rateAtFrom
            self.rateAtTo = rateAtTo
        }
    }

    /// Rising, without overlap, each beginning where the one before ends or at the next whole size.
    package let bands: [Band]

    package init(bands: [Band]) {
        self.bands = bands
    }

    /// The rate at a size, above the last band its last; nil below the first and between whole sizes, where no
    /// rate is defined.
    package func rate(at size: Rational) -> Rational? {
        guard let first = bands.first, let last = bands.last, size >= first.from else { return nil }
        guard let band = bands.first(where: { size <= $0.to }) else { return last.rateAtTo }
        guard size >= band.from else { return nil }
        guard size > band.from, band.to > band.from else { return band.rateAtFrom }
        let way = (size - band.from) / (band.to - band.from)
        return band.rateAtFrom + way * (band.rateAtTo - band.rateAtFrom)
    }
}
