import TopsliceAppraisal
import TopsliceExactArithmetic
internal import TopsliceFormats
import TopsliceMoney
import TopsliceRecords

extension DiscountTiming {
    /// When money of a year counts, in a sentence.
    var words: String {
        switch self {
        case .yearEnds: "money of a year counts at its end; year 0 is not discounted"
        case .midYears: "money of a year counts in its middle; year 0 is not discounted"
        case .firstYearUndiscounted:
            "the first year is not discounted, nor is year 0; the second is discounted over one year"
        }
    }

    var shortWords: String {
        switch self {
        case .yearEnds: "year ends"
        case .midYears: "mid-years"
        case .firstYearUndiscounted: "first year undiscounted"
        }
    }
}

extension DiscountSchedule {
    /// The rates that the years of a case meet.
    func words(through last: Int) -> String {
        let met = bands.filter { $0.from <= max(1, last) }
        let rates = met.enumerated().map { place, band in
            let percent = (band.rate * 100).shown + "%"
            return place == 0 ? percent : "\(percent) from year \(band.from)"
        }
        return rates.joined(separator: ", ")
    }

    var title: String {
        switch kind {
        case .standard: "standard rates"
        case .health: "rates for health and life"
        case .own: "rates of its own"
        }
    }
}

extension BenefitFactor.Kind {
    var words: String {
        switch self {
        case .population: "population"
        case .affected: "affected"
        case .engagement: "engagement"
        case .retention: "retention"
        case .incidents: "incidents a person"
        case .impact: "impact"
        case .deadweight: "deadweight"
        case .displacement: "displacement"
        case .leakage: "leakage"
        case .substitution: "substitution"
        case .unitCost: "unit cost"
        case .optimismBias: "optimism bias"
        }
    }
}

extension BenefitRow.Kind {
    var words: String {
        switch self {
        case .fiscal: "Fiscal"
        case .economic: "Economic"
        case .social: "Social"
        }
    }
}

extension AppraisalReport {
    /// `Reoffending: impact`.
    func words(_ number: AppraisalNumber) -> String {
        switch number {
        case .cost(let id): "Cost: \(costName(id))"
        case .benefit(let id, let kind): "\(benefitName(id)): \(kind.words)"
        case .discountRates: "Discount rates"
        }
    }

    /// For data: `benefits.reoffending.impact`.
    func key(_ number: AppraisalNumber) -> String {
        switch number {
        case .cost(let id): "costs.\(id)"
        case .benefit(let id, let kind): "benefits.\(id).\(kind.rawValue)"
        case .discountRates: "discounting.rates"
        }
    }

    /// A value of a number as people write it.
    func shown(_ value: Rational, of number: AppraisalNumber) -> String {
        switch number {
        case .cost: percent(value) + " of stated"
        case .discountRates: (value.isPositive ? "+" : "") + value.shown + " points"
        case .benefit(_, let kind) where kind.isPercentage: percent(value)
        case .benefit(_, .unitCost): money(value)
        case .benefit: NumberFormat.grouped(value.decimal(significantDigits: 8))
        }
    }

    /// The value for data, as it stands in a case: percentages as numbers out of 100, amounts in major units.
    func stated(_ value: Rational, of number: AppraisalNumber) -> Rational {
        switch number {
        case .cost: value * 100
        case .discountRates: value
        case .benefit(_, .unitCost): value / Rational(terms.currency.minorUnitsPerMajor)
        case .benefit(_, let kind): kind.isPercentage ? value * 100 : value
        }
    }

    func percent(_ value: Rational) -> String {
        (value * 100).decimal(places: 1, rounding: .nearestOrAwayFromZero).droppingTenths + "%"
    }

    func money(_ units: Rational) -> String {
        let rounded = try? Money(
            roundingMinorUnits: units,
            by: .nearestOrAwayFromZero,
            currency: terms.currency
        )
        return rounded?.shown ?? units.decimal(significantDigits: 6)
    }

    private func costName(_ id: String) -> String {
        terms.costs.first { $0.id == id }?.name ?? id
    }

    private func benefitName(_ id: String) -> String {
        terms.benefits.first { $0.id == id }?.name ?? id
    }
}

extension String {
    fileprivate var droppingTenths: String { hasSuffix(".0") ? String(dropLast(2)) : self }
}

extension AppraisalCaution {
    package var words: String {
        switch self {
        case .withoutDeadweight(let rows):
            "no deadweight is stated for \(Words.list(rows)): all of it is taken as due to the programme"
        case .withoutCommissioning:
            "no cost of commissioning itself is stated, so none is taken off"
        case .withoutComparison(let name):
            "\(name): the rate means nothing without the rate there would have been anyway, which is not "
                + "stated"
        case .harm(let name):
            "\(name): there are fewer successes than there would have been anyway"
        case .paybackIsLost:
            "what is spent comes back and is outstanding again in a later year"
        case .withoutInterval(let rows):
            "the impact of \(Words.list(rows)) comes without an interval, so what chance does to it is in no interval of the case"
        case .sheet(let notice): notice.placedWords
        }
    }
}
