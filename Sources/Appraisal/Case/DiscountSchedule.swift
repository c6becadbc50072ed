package import TopsliceExactArithmetic

/// Rates that fall over time, each for the years of its band.
package struct DiscountSchedule: Sendable, Hashable {
    package let kind: Kind
    /// Which edition or agreement the rates are from, as reports state it.
    package let vintage: String
    /// In order of years, without gaps; the last one has no end.
    package let bands: [Band]

    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// HM Treasury's social time preference rate.
        case standard
        /// Its rate for risks to health and life.
        case health
        /// Stated in the case.
        case own
    }

    package struct Band: Sendable, Hashable {
        /// The first year that is discounted at this rate: 1 for the first band.
        package let from: Int
        /// A year's rate as a part of one.
        package let rate: Rational

        package init(from: Int, rate: Rational) {
            self.from = from
            self.rate = rate
        }
    }

    /// - Parameter bands: of `own` rates; the two published schedules bring theirs.
    package init(_ kind: Kind, vintage: String, bands: [Band] = []) {
        self.kind = kind
        self.vintage = vintage
        let firstYears = [1, 31, 76, 126, 201, 301]
        self.bands =
            switch kind {
            case .standard: Self.bands(firstYears, basisPoints: [350, 300, 250, 200, 150, 100])
            case .health: Self.bands(firstYears, basisPoints: [150, 129, 107, 86, 64, 43])
            case .own: bands
            }
        precondition(self.bands.first?.from == 1, "the first band of \(self.bands) is not year 1")
    }

    private static func bands(_ years: [Int], basisPoints: [Int]) -> [Band] {
        zip(years, basisPoints).map { Band(from: $0, rate: Rational($1) / 10_000) }
    }

    /// The edition the published schedules are from.
    package static let published = "HM Treasury, The Green Book (2022), annex 6"

    /// The rate at which a year, from 1, is discounted.
    package func rate(ofYear year: Int) -> Rational {
        guard let band = bands.last(where: { $0.from <= year }) else {
            preconditionFailure("year \(year) is before the first band")
        }
        return band.rate
    }

    /// The same schedule with every rate moved by so many percentage points, none below zero.
    func moved(by points: Rational) -> DiscountSchedule {
        DiscountSchedule(
            .own,
            vintage: vintage,
            bands: bands.map { Band(from: $0.from, rate: max(.zero, $0.rate + points / 100)) }
        )
    }
}
