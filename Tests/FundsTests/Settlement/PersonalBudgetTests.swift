import TopsliceFunds
import TopsliceMoney
import Testing
import TopsliceRecords

/// Personal budgets at the edges of the calendar.
struct PersonalBudgetTests {
    private func refund(_ person: String, year: String) throws -> Money {
        let settlement = try TemporaryFund.settle(
            """
            agreement: Test
            term: {from: \(year)}
            partners:
              - {id: a, role: host}
              - {id: b, role: funder}
            personal_budgets:
              people:
                - {id: x1, agency: a, amount: 3660.00, consent: 2023-03-01, \(person)}
                - {id: x2, agency: b, amount: 100.00, consent: 2023-03-01}
            """,
            []
        )
        #expect(settlement.isReconciled)
        #expect(settlement["b"].refunds == 0)
        return settlement["a"].refunds
    }

    /// 366 days from April 2023 to March 2024, £10.00 each: gone after one day 365 are left, after the leap
    /// day 31, after the last day none; before the first day all.
    @Test(arguments: [
        ("left: 2023-04-01", 365_000), ("left: 2024-02-29", 31_000), ("left: 2024-03-31", 0),
        ("left: 2023-03-31", 366_000), ("left: 2023-03-01", 366_000),
    ])
    func aLeapYearHas366Days(left: String, pence: Int) throws {
        #expect(try refund(left, year: "2023-04-01, to: 2024-03-31") == Money(minorUnits: pence))
    }

    /// 365 days a year later: £3,660.00 × 334 ÷ 365 is 3,349.1507.
    @Test func anOrdinaryYearHas365() throws {
        #expect(
            try refund("left: 2024-05-01", year: "2024-04-01, to: 2025-03-31") == 334_915
        )
    }

    /// From October on 183 days, of which 92 to the end of the year: £3,660.00 × 91 ÷ 183 is £1,820.00.
    @Test func aBudgetMayBeginInTheYear() throws {
        #expect(
            try refund("from: 2023-10-01, left: 2023-12-31", year: "2023-04-01, to: 2024-03-31")
                == 182_000
        )
    }

    @Test(arguments: [
        ("left: 2024-04-01", "comes after the budget's last day"),
        ("left: 2023-02-28", "left before consent was given"),
        ("left: 2023-02-29", "not a day of the calendar"),
        ("from: 2023-05-01, to: 2023-04-30", "ends before it begins"),
    ])
    func impossibleDaysAreRefused(person: String, words: String) throws {
        let faults = try TemporaryFund.faults(
            """
            agreement: Test
            term: {from: 2023-04-01, to: 2024-03-31}
            partners:
              - {id: a, role: host}
            personal_budgets:
              people:
                - {id: x1, agency: a, amount: 3660.00, consent: 2023-03-01, \(person)}
            """
        )
        #expect(faults.count == 1)
        #expect(faults.first?.contains(words) == true, "\(faults)")
    }

    /// What is written about a person is never repeated, whatever is wrong with it.
    @Test func messagesSayNothingAboutPeople() throws {
        let rows = [
            "Ann Example,a,100.00,2023-03-01,", "P2,Bea Example,100.00,2023-03-01,",
            "P3,a,Cat Example,2023-03-01,", "P4,a,100.00,Dan Example,", "P5,a,-77.77,2023-03-01,",
            "P6,a,100.00,2023-03-01,1999-12-31", "P6,a,100.00,2023-03-01,",
            "P7,a,100.00,2031-05-05,",
        ]
        for head in ["id,agency,amount,consent,left", "Eve Example,a,55.55,2023-03-01,"] {
            let fund = try TemporaryFund([
                "agreement.yaml": """
                agreement: Test
                term: {from: 2023-04-01, to: 2024-03-31}
                partners:
                  - {id: a, role: host}
                personal_budgets: {people_file: people.csv}
                """, "actuals.csv": "date,kind,id\n",
                "people.csv": ([head] + rows).joined(separator: "\n") + "\n",
            ])
            let text = try #require(
                #expect(throws: Faults.self) { try fund.input() }
            ).description
            #expect(text.contains("people.csv:"))
            for secret in ["Example", "77.77", "55.55", "1999", "2031", "P6"] {
                #expect(!text.contains(secret), "\(text)")
            }
        }
    }

    /// A group of people whose budgets are partly given back counts with what stays in the pool.
    @Test func sharesFollowWhatStaysInThePool() throws {
        let settlement = try TemporaryFund.settle(
            """
            agreement: Test
            term: {from: 2023-04-01, to: 2024-03-31}
            partners:
              - {id: a, role: host}
              - {id: b, role: funder}
            lines:
              - {id: garden, owner: a, budget: 200.00, risk: r}
            risk:
              - {id: r, both: {rule: proportional, by: contributions}}
            personal_budgets:
              people:
                - {id: x1, agency: a, amount: 366.00, consent: 2023-03-01, left: 2023-07-09}
                - {id: x2, agency: b, amount: 100.00, consent: 2023-03-01}
            """,
            ["2024-03-31,spend,garden,,180.00,,"]
        )
        // 100 days of a pound each stay of a's 366, so both have half of the 20 that are left.
        #expect(settlement["a"].refunds == 26_600)
        #expect(settlement["a"].riskShare == -1_000)
        #expect(settlement["b"].riskShare == -1_000)
        #expect(settlement.balances.last?.balance == 0)
    }
}
