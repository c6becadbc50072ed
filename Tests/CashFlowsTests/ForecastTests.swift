import Foundation
import Testing
import TopsliceCashFlows
import TopsliceExactArithmetic
import TopsliceMoney

@Suite struct ForecastTests {
    private func dataset(_ name: String) throws -> CashForecast {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let path = root.appendingPathComponent("datasets/appraisal/\(name).yaml").path
        return try CashForecast(CashCase.read(path))
    }

    private func cash(_ party: String, _ forecast: CashForecast) throws -> PartyCash {
        try #require(forecast.parties.first { $0.party == party })
    }

    /// The worked example of the issue: £720,000.00 all at risk, £288,000.00 with 40%. Interest at 8% from a separate
    /// calculation, day by day in exact fractions.
    @Test(arguments: [
        ("nine-months-wait/terms", "720000.00", "93905.38"),
        ("nine-months-wait/forty-at-risk", "288000.00", "37562.15"),
    ])
    func nineMonthsWait(name: String, peak: String, interest: String) throws {
        let forecast = try dataset(name)
        let provider = try cash("Provider", forecast)
        #expect(provider.peak?.amount.decimalText == peak)
        #expect(provider.peak?.date.description == "2025-12-30")
        #expect(provider.closing.isZero)
        #expect(forecast.finance.map(\.total.decimalText) == [interest])
        let needs = provider.months.map(\.need.minorUnits)
        #expect(needs.max() == provider.peak?.amount.minorUnits)
    }

    /// Interest that bears none, by the same separate calculation: £86,356.16.
    @Test func simpleInterest() throws {
        let forecast = try WrittenTerms(
            """
            cashflow: Simple
            flows:
              - {id: d, from: P, to: S, amount: 80000.00, on: 2025-04-30, every_months: 1, times: 18}
              - {id: r, from: C, to: P, amount: 80000.00, on: 2025-04-30, every_months: 1, times: 18, lag_months: 9}
            finance: {P: {rate: 8}}
            """
        ).forecast()
        let cost = try #require(forecast.finance.first)
        #expect(cost.total.decimalText == "86356.16")
        #expect(cost.months.map(\.charge.minorUnits).reduce(0, +) == cost.total.minorUnits)
    }

    /// 2.00, 3.84 and 1.35 as the worked example states; at the break-even tariff the investors get exactly their money
    /// back.
    @Test func fosterCareBond() throws {
        let forecast = try dataset("foster-care-bond/terms")
        let tariff = try #require(forecast.breakEvens.first)
        let multiples = [tariff.observed, tariff.atLow, tariff.atHigh].map {
            $0?.multiple.decimal(places: 2, rounding: .nearestOrAwayFromZero)
        }
        #expect(multiples == ["2.00", "3.84", "1.35"])
        #expect(tariff.observed?.amount.decimalText == "100000.00")
        let investment = try #require(forecast.investment)
        #expect(investment.multiple == 1)
        #expect(investment.annual.rate == 0)
        #expect(investment.dated.rate == 0)
        #expect(try cash("Bond company", forecast).closing.isZero)
    }

    /// Several draws with interim payments, solved apart by two independent routines: 5.965…%, 1.25 for each pound.
    @Test func annualRateOfDatedFlows() throws {
        let table = """
            date,from,to,amount
            2025-04-01,I,V,400000.00
            2026-04-01,I,V,300000.00
            2027-04-01,I,V,300000.00
            2028-04-01,V,I,150000.00
            2029-04-01,V,I,350000.00
            2030-04-01,V,I,400000.00
            2031-04-01,V,I,350000.00
            """
        let forecast = try WrittenTerms(
            "cashflow: Draws\nflows_file: flows.csv\ninvestors: [I]\n",
            table: table
        ).forecast()
        let investment = try #require(forecast.investment)
        let rate = try #require(investment.annual.rate)
        let expected = try Rational(parsing: "0.059650605105250346")
        #expect((rate - expected).magnitude < Rational(1) / 1_000_000_000_000_000)
        #expect(investment.multiple == Rational(5) / 4)
    }

    /// The example in Microsoft's documentation of XIRR: 0.373362535.
    @Test func datedRateIsThatOfSpreadsheets() throws {
        let forecast = try WrittenTerms(
            "cashflow: Dates\nflows_file: flows.csv\ninvestors: [I]\n",
            table: """
                date,from,to,amount
                2008-01-01,I,V,10000.00
                2008-03-01,V,I,2750.00
                2008-10-30,V,I,4250.00
                2009-02-15,V,I,3250.00
                2009-04-01,V,I,2750.00
                """
        ).forecast()
        let rate = try #require(forecast.investment?.dated.rate)
        #expect(
            (rate - (try Rational(parsing: "0.373362535"))).magnitude < Rational(1) / 100_000_000
        )
    }

    @Test func ratesThatAreNoneOrSeveralAreDiagnosed() throws {
        func diagnosis(_ flows: [(Int, Int)]) throws -> RateOfReturn.Diagnosis? {
            var table = "date,from,to,amount\n"
            for (year, amount) in flows {
                let (from, to) = amount < 0 ? ("I", "V") : ("V", "I")
                table += "\(year)-01-01,\(from),\(to),\(abs(amount)).00\n"
            }
            return try WrittenTerms(
                "cashflow: Signs\nflows_file: flows.csv\ninvestors: [I]\n",
                table: table
            ).forecast().investment?.annual.diagnosis
        }
        #expect(try diagnosis([(2025, 100)]) == .onlyReceived)
        #expect(try diagnosis([(2025, -100), (2026, -5)]) == .onlyPaid)
        // 10% and 20%, from the factors (1 − 1.1u)(1 − 1.2u).
        #expect(try diagnosis([(2025, -100), (2026, 230), (2027, -132)]) == .several(2))
        #expect(
            try diagnosis([(2025, 100), (2026, -100), (2027, 100)]) == RateOfReturn.Diagnosis.none
        )
        #expect(try diagnosis([(2025, -100), (2026, 110)]) == .unique)
    }

    @Test func theOrderOfRowsChangesNothing() throws {
        let rows = [
            "2025-01-01,A,B,10.00,x", "2025-01-01,B,C,4.00,y", "2025-02-01,C,A,1.00,z",
            "2025-02-01,A,C,3.00,x",
        ]
        func shown(_ rows: [String]) throws -> [String] {
            let forecast = try WrittenTerms(
                "cashflow: Order\nflows_file: flows.csv\n",
                table: (["date,from,to,amount,reason"] + rows).joined(separator: "\n")
            ).forecast()
            return forecast.parties.flatMap { cash in cash.months.map { "\(cash.party) \($0)" } }
        }
        let first = try shown(rows)
        #expect(first.count == 6)
        #expect(try shown(rows.reversed()) == first)
    }

    /// A month after 31 January is the last day of February, also in leap years.
    @Test func monthsEndWhereTheyEnd() throws {
        let forecast = try WrittenTerms(
            """
            cashflow: Months
            flows: [{id: a, from: A, to: B, amount: 1.00, on: 2024-01-31, every_months: 1, times: 3}]
            """
        ).forecast()
        let dates = forecast.flows.filter { $0.party == "A" }.map(\.date.description)
        #expect(dates == ["2024-01-31", "2024-02-29", "2024-03-31"])
    }
}
