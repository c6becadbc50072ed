import Testing
import TopsliceAppraisal
import TopsliceExactArithmetic
import TopsliceMoney

@Suite struct AppraisalTests {
    private static let youth = """
        appraisal: £35,000 for £280,000
        years: 5
        discounting: {rates: standard, timing: TIMING}
        costs:
          - {id: service, agency: Council, amount: 35000.00, years: 0}
        benefits:
          - {id: savings, agency: Council, amount: 56000.00}
        """

    private func appraised(_ timing: String) throws -> Appraisal {
        let text = Self.youth.split(separator: "TIMING").joined(separator: timing)
        return try WrittenCase(text).appraised()
    }

    private func decimal(_ value: Rational?, _ places: Int) -> String? {
        value?.decimal(places: places, rounding: .nearestOrAwayFromZero)
    }

    /// The worked example of the issue: 8.00 undiscounted; 7.22, 7.35 and 7.48 by the three conventions; back after 7.5
    /// months; 12.5% need be due to the programme.
    @Test(arguments: [
        ("year_ends", "7.22"), ("mid_years", "7.35"), ("first_year_undiscounted", "7.48"),
    ])
    func thirtyFiveThousandForTwoHundredAndEighty(timing: String, ratio: String) throws {
        let result = try appraised(timing)
        #expect(decimal(result.undiscounted.ratio, 2) == "8.00")
        #expect(decimal(result.present.ratio, 2) == ratio)
        #expect(result.payback?.months == Rational(15) / 2)
        #expect(result.payback?.year == 1)
        #expect(result.undiscountedAttributableForOne == Rational(1) / 8)
    }

    /// 56,000 × (1/1.035 + … + 1/1.035⁵) − 35,000 = 217,842.93, by a spreadsheet's NPV.
    @Test func netPresentValueToThePenny() throws {
        let result = try appraised("year_ends")
        #expect(result.present.net.decimalText == "217842.93")
        #expect(result.present.benefits.decimalText == "252842.93")
        #expect(result.years.last?.cumulative == result.present.net)
    }

    /// The equivalent annual cost's factor for five years at 3.5% is 0.2215 (Green Book, annex on unequal lives).
    @Test func equivalentAnnualFactor() throws {
        let annual = try #require(try appraised("year_ends").annual)
        #expect(decimal(annual.factor, 4) == "0.2215")
        // 35,000 × 0.035 / (1 − 1.035⁻⁵)
        #expect(annual.cost.decimalText == "7751.85")
    }

    /// The structure of the cost-benefit guidance for local partnerships (HM Treasury and New Economy 2014) with
    /// constructed numbers, computed by two routines apart from this: 54 outcomes, 162,348.30 a year, 758,666.47 over
    /// five years of which the first is not discounted.
    @Test func aRowOfTheLocalPartnershipModel() throws {
        let result = try WrittenCase(
            """
            appraisal: One outcome
            price_year: 2022-23
            years: 5
            unit_costs: unit_costs.csv
            discounting: {rates: standard, timing: first_year_undiscounted}
            costs: [{id: c, agency: Police, amount: 1.00, years: 0}]
            benefits:
              - id: offending
                population: 1200
                affected: 50
                engagement: 80
                retention: 75
                impact: 20
                deadweight: 25
                unit_cost: incident
                optimism_bias: 15
                agencies:
                  Police: {share: 50, cashable: 10}
                  HMCTS: {share: 30, cashable: 25}
                  Local authority: {share: 20, cashable: 50}
            """,
            tables: [
                "unit_costs.csv":
                    "id,amount,price_year,source\nincident,3537.00,2022-23,constructed\n"
            ]
        )
        let appraisal = try result.appraised()
        let row = try #require(appraisal.benefits.first)
        #expect(row.outcomes == 54)
        #expect(row.annual.decimalText == "162348.30")
        #expect(row.present.decimalText == "758666.47")
        // Split 50, 30 and 20 of 758,666.46528354; cashable 10, 25 and 50 of each.
        #expect(
            appraisal.agencies.map(\.benefits.decimalText)
                == ["379333.23", "227599.94", "151733.30"]
        )
        let cash = appraisal.agencies.map(\.cashable.minorUnits).reduce(0, +)
        #expect(cash == appraisal.cashable.minorUnits)
        // 758,666.46528354 × (0.05 + 0.075 + 0.1)
        #expect(appraisal.cashable.decimalText == "170699.95")
    }

    /// Cost 100, optimism bias of 20% half mitigated, excess burden of taxes 20%: 132 (test of the R package
    /// greenbook).
    @Test func costsAreUplifted() throws {
        let result = try WrittenCase(
            """
            appraisal: Uplift
            years: 1
            discounting: {rates: standard, timing: year_ends}
            costs:
              - {id: c, agency: A, amount: 100.00, years: 0, optimism_bias: 20, mitigation: 50, tax_burden: 20}
            benefits: [{id: b, agency: A, amount: 1.00}]
            """
        ).appraised()
        #expect(result.present.costs.decimalText == "132.00")
    }

    /// The Additionality Guide's ready reckoners, to three decimals: net of deadweight, displacement, leakage and
    /// substitution.
    @Test(arguments: [
        ("20", "25", "10", "0", "0.540"), ("35", "40", "20", "5", "0.296"),
        ("10", "10", "5", "0", "0.770"), ("20", "15", "10", "0", "0.612"),
        ("15", "7.5", "7.5", "0", "0.727"), ("20", "10", "7.5", "0", "0.666"),
        ("15", "15", "7.5", "0", "0.668"), ("27.5", "20", "15", "0", "0.493"),
        ("27.5", "37.5", "17.5", "0", "0.374"), ("15", "17.5", "10", "0", "0.631"),
    ])
    func additionality(
        deadweight: String,
        displacement: String,
        leakage: String,
        substitution: String,
        net: String
    ) throws {
        let result = try WrittenCase(
            """
            appraisal: Net
            years: 0
            discounting: {rates: standard, timing: year_ends}
            costs: [{id: c, agency: A, amount: 1.00}]
            benefits:
              - {id: b, agency: A, amount: 1.00, deadweight: \(deadweight), displacement: \(displacement), \
            leakage: \(leakage), substitution: \(substitution)}
            """
        ).appraised()
        #expect(decimal(result.benefits.first?.outcomes, 3) == net)
    }
}
