import TopsliceFunds
import TopsliceMoney
import TopsliceRecords
import Testing

/// Rows that may have been entered twice.
struct RowRepeatTests {
    private static let agreement =
        AgreementText.year + """
            lines:
              - {id: care, owner: a, budget: 100.00}
            contributions:
              - {id: c, rule: fixed, partner: a, amount: 100.00}
            """

    private func input(_ header: String, _ rows: [String]) throws -> FundInput {
        try TemporaryFund([
            "agreement.yaml": Self.agreement,
            "actuals.csv": ([header] + rows).joined(separator: "\n") + "\n",
        ]).input()
    }

    /// Both count, since a person may have paid twice; the settlement says so before everything else.
    @Test func identicalRowsAreNamed() throws {
        let settlement = try Settlement(
            input(
                "date,kind,id,amount,note",
                [
                    "2025-05-01,spend,care,30.00,x", "2025-05-01,spend,care,30.00,y",
                    "2025-05-01,spend,care,30.00,x", "2025-05-02,spend,care,10.00,x",
                    "2025-05-03,spend,care,0.00,", "2025-05-03,spend,care,0.00,",
                ]
            )
        )
        guard case .identicalRows(let rows) = settlement.banners.first else {
            Issue.record("the rows are not named")
            return
        }
        #expect(settlement.banners.count == 1)
        #expect(rows.places.map(\.line) == [2, 4])
        #expect(rows.amount == 3_000)
        #expect(settlement.lines.map(\.spend.minorUnits) == [10_000])
    }

    @Test func rowsWithReferencesOfTheirOwnAreDifferent() throws {
        let settlement = try Settlement(
            input(
                "date,kind,id,amount,reference",
                ["2025-05-01,spend,care,30.00,INV-1", "2025-05-01,spend,care,30.00,INV-2"]
            )
        )
        #expect(settlement.banners.isEmpty)
    }

    /// A reference is that of one row, whatever else the row says; scenarios that never count together may share it.
    @Test func aReferenceStandsOnce() throws {
        let header = "date,kind,id,amount,scenario,reference"
        for (first, second) in [("", ""), ("actual", ""), ("", "high"), ("high", "")] {
            #expect(throws: (any Error).self, "'\(first)' and '\(second)'") {
                try input(
                    header,
                    [
                        "2025-05-01,spend,care,30.00,\(first),INV-1",
                        "2025-06-01,spend,care,10.00,\(second),INV-1",
                    ]
                )
            }
        }
        _ = try input(
            header,
            [
                "2025-05-01,spend,care,30.00,low,INV-1", "2025-06-01,spend,care,10.00,high,INV-1",
            ]
        )
    }

    /// People write one reference in many ways.
    @Test(arguments: ["inv-1", "INV -1", "Inv\u{2013}1", "INV-1"])
    func aReferenceThatIsWrittenOtherwiseIsTheSame(reference: String) throws {
        do {
            _ = try input(
                "date,kind,id,amount,reference",
                ["2025-05-01,spend,care,30.00,INV-1", "2025-06-01,spend,care,10.00,\(reference)"]
            )
            Issue.record("'\(reference)' passed")
        } catch {
            #expect("\(error)".contains("stands in line 2 already"))
            #expect("\(error)".contains("but for capitals") == (reference != "INV-1"))
        }
        _ = try input(
            "date,kind,id,amount,reference",
            ["2025-05-01,spend,care,30.00,12-3", "2025-06-01,spend,care,10.00,1-23"]
        )
    }
}
