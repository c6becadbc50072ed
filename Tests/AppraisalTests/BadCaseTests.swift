import Testing

/// Every fault of a case is named with its place, all at once.
@Suite struct BadCaseTests {
    private func faults(
        discounting: String = "{rates: standard, timing: year_ends}",
        costs: String = "{id: c, agency: A, amount: 1.00}",
        benefits: String = "{id: b, agency: A, amount: 1.00}",
        more: String = "",
        tables: [String: String] = [:]
    ) throws -> [String] {
        try WrittenCase(
            """
            appraisal: A case
            years: 5
            discounting: \(discounting)
            costs: [\(costs)]
            benefits: [\(benefits)]
            \(more)
            """,
            tables: tables
        ).faults()
    }

    @Test func aSoundCaseHasNone() throws {
        #expect(try faults() == [])
    }

    @Test(arguments: [
        ("{from: 1, to: 2, rate: 3}, {from: 4, rate: 2}", "gap: year 3"),
        ("{from: 1, to: 3, rate: 3}, {from: 3, rate: 2}", "overlap: year 3"),
        ("{from: 2, rate: 3}", "gap: year 1"),
        ("{from: 1, to: 4, rate: 3}", "gap: year 5"),
        ("{from: 1, rate: 3}, {from: 4, rate: 2}", "overlap: year 4"),
    ])
    func bands(bands: String, expected: String) throws {
        let found = try faults(
            discounting: "{rates: own, vintage: v, timing: year_ends, bands: [\(bands)]}"
        )
        #expect(found.count == 1)
        #expect(found.first?.contains(expected) == true, "\(found)")
        #expect(found.first?.hasPrefix("case.yaml:3:") == true)
    }

    @Test func everyFaultAtOnce() throws {
        let found = try faults(
            discounting: "{rates: standard, timing: sometimes}",
            costs:
                "{id: c, agencies: {A: 60, B: 30}, amount: 1.00, years: 6}, {id: c, amount: 1.001}",
            benefits:
                "{id: b, agency: A, amount: 1.00, affected: 120, impact: {value: 5, low: 6, high: 9}}",
            more: "surprise: 1"
        )
        for expected in [
            "sometimes", "sum to 90", "year 6", "'c' is on line 4 too", "nobody is named",
            "more than 2 decimals", "120 is not between 0 and 100", "not between its low",
            "surprise",
        ] {
            #expect(found.contains { $0.contains(expected) }, "\(expected): \(found)")
        }
    }

    @Test func pricesThatCannotBeRebased() throws {
        let costs = "{id: c, agency: A, amount: 1.00, price_year: 2019-20}"
        let tables = ["levels.csv": "year,index\n2024-25,100\n"]
        #expect(try faults(costs: costs).first?.contains("none for the case") == true)
        let named = try faults(costs: costs, more: "price_year: 2024-25")
        #expect(named.first?.contains("'deflators'") == true)
        let more = "price_year: 2024-25\ndeflators: levels.csv"
        let absent = try faults(costs: costs, more: more, tables: tables)
        #expect(absent.first?.contains("no year '2019-20'") == true)
    }

    @Test func tablesNameTheirLinesAndColumns() throws {
        let found = try faults(
            benefits: "{id: b, agency: A, unit_cost: incidnet}",
            more: "price_year: 2024-25\nunit_costs: costs.csv",
            tables: [
                "costs.csv":
                    "id,amount,price_year,source\nincident,12.00,2024-25,s\nx,12.345,2024-25,\n"
            ]
        )
        #expect(found.contains { $0.hasPrefix("costs.csv:3: column 'amount'") }, "\(found)")
        #expect(found.contains { $0.contains("did you mean 'incident'") }, "\(found)")
    }

    @Test func amountsThatDoNotFitAreRefused() throws {
        let text = """
            appraisal: Large
            years: 1
            discounting: {rates: standard, timing: year_ends}
            costs: [{id: c, agency: A, amount: 1.00}]
            benefits: [{id: b, agency: A, population: 100000000000, amount: 1000000000.00}]
            """
        #expect(throws: (any Error).self) { try WrittenCase(text).appraised() }
    }
}
