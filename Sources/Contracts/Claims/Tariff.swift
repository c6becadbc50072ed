package import TopsliceExactArithmetic

/// What one claim is paid, by need, by how many came before, and by the year in which it falls.
package struct Tariff: Sendable, Hashable {
    package let price: Price
    package let change: Change
    /// Index values from their days on, in rising order, as parts of the base; none where prices stay.
    package let index: [IndexValue]

    package enum Price: Sendable, Hashable {
        /// In pence.
        case flat(Rational)
        case byNeed([String: Rational])
        /// In rising order without gap or overlap.
        case byVolume([Band], Reach)
    }

    /// A price for claims by their number in the order of days.
    package struct Band: Sendable, Hashable {
        /// Claims above this number …
        package let from: Int
        /// … up to this one; nil for no limit.
        package let to: Int?
        /// In pence.
        package let price: Rational
    }

    /// For which claims the price of a band counts.
    package enum Reach: String, Sendable, Hashable, CaseIterable {
        /// For those within the band.
        case slice
        /// The band that the last claim falls into prices all.
        case all
    }

    /// How prices change with the years of the term.
    package enum Change: Sendable, Hashable {
        case none
        /// A part added each year to the year before; below zero it declines.
        case eachYear(Rational)
        /// Factors of years; the last goes on.
        case factors([Rational])
    }

    package struct IndexValue: Sendable, Hashable {
        package let from: Int32
        package let factor: Rational
    }

    package init(price: Price, change: Change = .none, index: [IndexValue] = []) {
        self.price = price
        self.change = change
        self.index = index
    }

    /// What the year of a day and the index on it make of a price.
    func factor(on day: Int32, in term: ContractTerm) -> Rational {
        var factor = Rational.one
        switch change {
        case .none: break
        case .eachYear(let part):
            for _ in 0..<max(0, term.year(of: day)) { factor *= .one + part }
        case .factors(let factors):
            if let last = factors.indices.last {
                factor = factors[min(last, max(0, term.year(of: day)))]
            }
        }
        if let value = index.last(where: { $0.from <= day }) { factor *= value.factor }
        return factor
    }

    /// Changes of price fall on these days, besides the anniversaries of the term.
    func period(of day: Int32, in term: ContractTerm) -> PricePeriod {
        PricePeriod(
            year: change == .none ? 0 : term.year(of: day),
            index: index.lastIndex { $0.from <= day } ?? -1
        )
    }

    /// Days that have one price.
    struct PricePeriod: Hashable {
        let year: Int
        let index: Int
    }
}
