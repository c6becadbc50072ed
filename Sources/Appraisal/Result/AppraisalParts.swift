import TopsliceExactArithmetic
import TopsliceMoney

/// The parts of a worked-out case by year, row and agency, rounded so that they sum to the whole.
struct AppraisalParts {
    let values: PresentValues
    /// By year, undiscounted.
    let costsByYear: [Rational]
    let benefitsByYear: [Rational]
    /// Of each row of benefits.
    let cashable: [RootSum]

    private var terms: AppraisalCase { values.terms }

    init(_ values: PresentValues) {
        let terms = values.terms
        func byYear(_ rows: [[Int: Rational]]) -> [Rational] {
            (0...terms.years).map { year in rows.compactMap { $0[year] }.sum() }
        }
        self.values = values
        costsByYear = byYear(terms.costs.map(\.amounts))
        benefitsByYear = byYear(terms.benefits.map(\.amounts))
        cashable = zip(terms.benefits, values.benefits).map { row, worth in
            worth.scaled(by: row.shares.map { $0.part * $0.cashable }.sum())
        }
    }

    var net: [Rational] { zip(benefitsByYear, costsByYear).map { $0 - $1 } }

    var undiscounted: ExactWorth {
        ExactWorth(costs: RootSum(costsByYear.sum()), benefits: RootSum(benefitsByYear.sum()))
    }

    func beforeCommissioning() -> ExactWorth? {
        let places = terms.costs.indices.filter { terms.costs[$0].kind == .commissioning }
        guard !places.isEmpty else { return nil }
        return ExactWorth(
            costs: values.whole.costs - .sum(places.map { values.costs[$0] }),
            benefits: values.whole.benefits
        )
    }

    private func rounded(_ parts: [Rational]) throws(MoneyError) -> [Money] {
        let exact = parts.map { RootSum($0) }
        return try Money.parts(of: Money(rounding: .sum(exact), terms.currency), exact)
    }

    func years(_ whole: Worth) throws(MoneyError) -> [AppraisedYear] {
        func present(_ amounts: [Rational]) -> [RootSum] {
            zip(values.factors, amounts).map { $0.scaled(by: $1) }
        }
        let costs = try rounded(costsByYear)
        let benefits = try rounded(benefitsByYear)
        let presentCosts = try Money.parts(of: whole.costs, present(costsByYear))
        let presentBenefits = try Money.parts(of: whole.benefits, present(benefitsByYear))
        var cumulative = Money.zero(terms.currency)
        var years: [AppraisedYear] = []
        for year in values.factors.indices {
            cumulative = try cumulative.adding(presentBenefits[year])
                .subtracting(presentCosts[year])
            years.append(
                AppraisedYear(
                    year: year,
                    factor: values.factors[year],
                    costs: costs[year],
                    benefits: benefits[year],
                    presentCosts: presentCosts[year],
                    presentBenefits: presentBenefits[year],
                    cumulative: cumulative
                )
            )
        }
        return years
    }

    func costs(_ whole: Worth) throws(MoneyError) -> [AppraisedCost] {
        let totals = try rounded(terms.costs.map { Array($0.amounts.values).sum() })
        let present = try Money.parts(of: whole.costs, values.costs)
        return terms.costs.indices.map {
            AppraisedCost(row: terms.costs[$0], total: totals[$0], present: present[$0])
        }
    }

    func benefits(_ whole: Worth, _ cash: Money) throws(MoneyError) -> [AppraisedBenefit] {
        let totals = try rounded(terms.benefits.map { Array($0.amounts.values).sum() })
        let present = try Money.parts(of: whole.benefits, values.benefits)
        let cashable = try Money.parts(of: cash, self.cashable)
        var rows: [AppraisedBenefit] = []
        for (place, row) in terms.benefits.enumerated() {
            rows.append(
                AppraisedBenefit(
                    row: row,
                    outcomes: row.outcomes,
                    annual: try Money(rounding: RootSum(row.annual), terms.currency),
                    total: totals[place],
                    present: present[place],
                    cashable: cashable[place]
                )
            )
        }
        return rows
    }

    /// Only kinds that the case has.
    func kinds(_ whole: Worth) throws(MoneyError) -> [KindWorth] {
        let kinds = BenefitRow.Kind.allCases.filter { kind in
            terms.benefits.contains { $0.kind == kind }
        }
        let exact = kinds.map { kind in
            RootSum.sum(
                zip(terms.benefits, values.benefits).filter { $0.0.kind == kind }.map(\.1)
            )
        }
        let parts = try Money.parts(of: whole.benefits, exact)
        return zip(kinds, parts).map { KindWorth(kind: $0, present: $1) }
    }

    func agencies(_ whole: Worth, _ cash: Money) throws(MoneyError) -> [AgencyWorth] {
        let agencies = terms.agencies
        func parts(
            _ rows: [([AgencyShare], RootSum)],
            _ part: (AgencyShare) -> Rational
        ) -> [RootSum] {
            agencies.map { agency in
                .sum(
                    rows.map { shares, worth in
                        worth.scaled(by: shares.filter { $0.agency == agency }.map(part).sum())
                    }
                )
            }
        }
        let costRows = zip(terms.costs.map(\.shares), values.costs).map { ($0, $1) }
        let benefitRows = zip(terms.benefits.map(\.shares), values.benefits).map { ($0, $1) }
        let costs = parts(costRows, \.part)
        let benefits = parts(benefitRows, \.part)
        let cashable = parts(benefitRows) { $0.part * $0.cashable }
        let nets = zip(benefits, costs).map { $0 - $1 }
        let rounded = (
            costs: try Money.parts(of: whole.costs, costs),
            benefits: try Money.parts(of: whole.benefits, benefits),
            cashable: try Money.parts(of: cash, cashable),
            nets: try Money.parts(of: whole.net, nets)
        )
        return agencies.indices.map { place in
            AgencyWorth(
                agency: agencies[place],
                costs: rounded.costs[place],
                benefits: rounded.benefits[place],
                cashable: rounded.cashable[place],
                net: rounded.nets[place],
                ratio: benefits[place].quotient(by: costs[place])
            )
        }
    }
}
