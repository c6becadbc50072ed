import Foundation
import TopsliceFormats
import TopsliceFunds
import TopsliceMoney
import TopsliceRecords
import TopsliceReports
import Testing

/// Caps on what a partner bears in several years together, told in settlements of one year each.
struct CapsOverYearsTests {
    private static let caps = """
        name,part,value,from,to,source
        cap,b,100.00,2023-04-01,2024-03-31,Schedule 5 as signed
        cap,b,150.00,2024-04-01,,Deed of variation of 1 April 2024

        """

    private static func agreement(_ year: Int, since: String = "2023-04-01") -> String {
        """
        agreement: Three years
        term: {from: \(year)-04-01, to: \(year + 1)-03-31}
        parameters_file: caps.csv
        partners:
          - {id: a, role: host}
          - {id: b, role: funder}
        lines: [{id: care, owner: a, budget: 1000.00, risk: r}]
        contributions: [{id: c, rule: fixed, partner: a, amount: 1000.00}]
        risk:
          - {id: r, overspend: {rule: capped, by: equally, caps: $cap, since: \(since)}}

        """
    }

    private let folder = NSTemporaryDirectory() + "/caps-\(UUID().uuidString)"

    /// Settles one year and writes its result, whose path it gives.
    private func settle(
        _ agreement: String,
        _ year: Int,
        spent: String,
        previous: String?
    ) throws -> (Settlement, result: String) {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(Self.caps.utf8).write(to: URL(fileURLWithPath: folder + "/caps.csv"))
        let path = folder + "/\(year).yaml"
        try Data(agreement.utf8).write(to: URL(fileURLWithPath: path))
        let actuals = folder + "/\(year).csv"
        try Data("date,kind,id,amount\n\(year + 1)-03-31,spend,care,\(spent)\n".utf8)
            .write(to: URL(fileURLWithPath: actuals))
        let settlement = try Settlement(
            FundInput.read(
                agreement: path,
                actuals: actuals,
                standing: StandingRequest(basis: .final),
                previous: previous
            )
        )
        let report = try SettlementReport(
            settlement,
            audience: .commissioner,
            provenance: .ofNoFile
        )
        let result = folder + "/\(year).json"
        try Data(report.json.text().utf8).write(to: URL(fileURLWithPath: result))
        return (settlement, result)
    }

    private func shares(_ settlement: Settlement) -> [Int] {
        settlement.statements.map(\.riskShare.minorUnits)
    }

    /// £160.00 over: 80 each, below b's cap of 100. £200.00 over: b's cap is 150 by then, of which 70 are left. £30.00
    /// over: nothing is left, and a bears all.
    @Test func whatEarlierYearsUsedIsNotBorneAgain() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (first, one) = try settle(Self.agreement(2023), 2023, spent: "1160.00", previous: nil)
        #expect(shares(first) == [8_000, 8_000])
        let (second, two) = try settle(Self.agreement(2024), 2024, spent: "1200.00", previous: one)
        #expect(shares(second) == [13_000, 7_000])
        #expect(second.caps.map(\.before.minorUnits) == [8_000, 8_000])
        #expect(second.caps.map(\.borne.minorUnits) == [13_000, 7_000])
        #expect(second.caps.map(\.used.minorUnits) == [21_000, 15_000])
        let (third, _) = try settle(Self.agreement(2025), 2025, spent: "1030.00", previous: two)
        #expect(shares(third) == [3_000, 0])
        for settlement in [first, second, third] { #expect(settlement.isReconciled) }
    }

    /// The workbook of the second year takes what the first left of the caps.
    @Test func formulasKnowWhatEarlierYearsUsed() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (_, one) = try settle(Self.agreement(2023), 2023, spent: "1160.00", previous: nil)
        func workbook(_ spent: String) throws -> (RecalculatedBook, Settlement) {
            let (settlement, _) = try settle(
                Self.agreement(2024),
                2024,
                spent: spent,
                previous: one
            )
            let report = try SettlementReport(
                settlement,
                audience: .commissioner,
                provenance: .ofNoFile
            )
            return (RecalculatedBook(report.workbook), settlement)
        }
        for (spent, pence) in [("1230.01", 123_001), ("1100.00", 110_000), ("900.00", 90_000)] {
            var (book, _) = try workbook("1200.00")
            try book.change([2: pence])
            let (_, anew) = try workbook(spent)
            #expect(try book.state().hasPrefix("Changed since the settlement"))
            #expect(
                try book.column("Net, pence", of: "Statement")
                    == anew.statements.map { .whole($0.net.minorUnits) }
            )
        }
    }

    /// Without the year before, or with one that counted from another day, nothing is guessed.
    @Test func aCapWhoseEarlierYearsAreNotKnownIsRefused() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        func refusal(_ previous: String?) -> String {
            do {
                _ = try settle(Self.agreement(2024), 2024, spent: "1200.00", previous: previous)
                return "nothing"
            } catch { return "\(error)" }
        }
        let alone = refusal(nil)
        #expect(alone.contains("2024.yaml:10:"))
        #expect(alone.contains("since 2023-04-01, before this term; give the settlement.json"))
        // The year before has caps of another clause alone.
        let (_, other) = try settle(
            Self.agreement(2023).replacing("{id: r,", with: "{id: s,").replacing(
                "risk: r}",
                with: "risk: s}"
            ),
            2023,
            spent: "1160.00",
            previous: nil
        )
        #expect(refusal(other).contains("does not say what was borne of overspends since then"))
    }

    /// What was used and cannot be read is not nothing; a clause with the same caps both ways lacks it once.
    @Test func aResultThatCannotBeReadIsNotTakenForNothing() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (_, one) = try settle(Self.agreement(2023), 2023, spent: "1160.00", previous: nil)
        let text = try String(contentsOfFile: one, encoding: .utf8)
        let used = text.replacing(#""b": "80.00""#, with: #""b": "eighty""#)
        #expect(used != text)
        let changed = folder + "/changed.json"
        try Data(used.utf8).write(to: URL(fileURLWithPath: changed))
        let both = Self.agreement(2024).replacing("overspend: {", with: "both: {")
        for (agreement, previous) in [(Self.agreement(2024), changed), (both, nil)] {
            do {
                _ = try settle(agreement, 2024, spent: "1200.00", previous: previous)
                Issue.record("it passed")
            } catch {
                #expect("\(error)".components(separatedBy: "its caps have counted").count == 2)
            }
        }
    }
}
