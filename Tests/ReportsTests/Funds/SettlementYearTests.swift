import Foundation
import TopsliceFormats
import TopsliceFunds
import TopsliceMoney
import TopsliceRecords
import TopsliceReports
import TopsliceTestSupport
import Testing

/// The pages of a year, and the year after opened from its result.
struct SettlementYearTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("datasets/funds/better-care").path

    private func report(
        _ agreement: String = "agreement.yaml",
        _ actuals: String = "actuals.csv",
        _ request: StandingRequest = StandingRequest(),
        previous: String? = nil,
        audience: Audience = .commissioner
    ) throws -> SettlementReport {
        try SettlementReport(
            try Settlement(
                try FundInput.read(
                    agreement: "\(Self.folder)/\(agreement)",
                    actuals: "\(Self.folder)/\(actuals)",
                    standing: request,
                    previous: previous
                )
            ),
            audience: audience,
            provenance: .ofNoFile
        )
    }

    private func result(_ report: SettlementReport, _ text: (String) -> String = { $0 }) throws
        -> String
    {
        let path = NSTemporaryDirectory() + "/result-\(UUID().uuidString).json"
        try Data(text(report.json.text()).utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// The pool closes with £12,000.00, and with the £1,500.00 that were carried forward the next year opens.
    @Test func theNextYearOpensWithWhatThisOneClosesWith() throws {
        let path = try result(try report())
        defer { try? FileManager.default.removeItem(atPath: path) }
        let next = try report("next-year.yaml", "actuals-next.csv", previous: path)
        let pool = try #require(next.settlement.accounts.first { $0.account == .pool })
        #expect(pool.opening.minorUnits == 1_350_000)
        #expect(next.settlement.accounts.first { $0.account == .riskPool }?.opening.isZero ?? true)
        #expect(next.settlement.agreement.parameters.map(\.value) == ["205000.00", "231000.00"])
    }

    @Test(arguments: [
        ("\"basis\": \"final\"", "\"basis\": \"to-date\"", "is not final"),
        ("\"reconciled\": true", "\"reconciled\": false", "does not reconcile"),
        ("\"to\": \"2026-03-31\"", "\"to\": \"2026-02-28\"", "its term ends on 2026-02-28"),
        ("\"accounts\"", "\"account\"", "this is no result"),
        ("\"audience\": \"commissioner\"", "\"audience\": \"public\"", "for one reader"),
        ("\"journal\"", "\"journals\"", "it has no journal"),
    ])
    func aResultThatIsNotTheYearBeforeIsRefused(old: String, new: String, words: String) throws {
        let path = try result(try report()) { text in
            #expect(text.contains(old))
            return text.replacing(old, with: new)
        }
        defer { try? FileManager.default.removeItem(atPath: path) }
        do {
            _ = try report("next-year.yaml", "actuals-next.csv", previous: path)
            Issue.record("nothing was refused")
        } catch { #expect("\(error)".contains(words), "\(error)") }
    }

    /// A balance in the result that somebody changed, alone or with what moved, is refused with its line and both.
    @Test(arguments: [
        (
            "\"account\": \"pool\", \"opening\": \"12000.00\", \"in\": \"538100.75\", \"out\": \"538100.75\", \"closing\": \"12000.00\"",
            "\"account\": \"pool\", \"opening\": \"12000.00\", \"in\": \"538100.75\", \"out\": \"538100.75\", \"closing\": \"12000.01\"",
            [
                "account 'pool' closes with £12,000.01, but what it opened with, took in and gave out comes to £12,000.00",
                "account 'pool' closes with £12,000.01, but its journal leaves £12,000.00",
            ]
        ),
        (
            "\"in\": \"538100.75\", \"out\": \"538100.75\", \"closing\": \"12000.00\"",
            "\"in\": \"548100.75\", \"out\": \"538100.75\", \"closing\": \"22000.00\"",
            ["account 'pool' closes with £22,000.00, but its journal leaves £12,000.00"]
        ),
        (
            "\"account\": \"carried-forward\"", "\"account\": \"carried-on\"",
            ["its journal leaves 'carried-forward' with £1,500.00, but there is no such account"]
        ),
        (
            "\"expected\": \"536600.75\", \"actual\": \"536600.75\"",
            "\"expected\": \"536600.75\", \"actual\": \"536600.00\"",
            ["a check of it does not hold: £536,600.00 where £536,600.75 was expected"]
        ),
    ])
    func aBalanceThatWasChangedIsRefused(old: String, new: String, words: [String]) throws {
        var line = 0
        let path = try result(try report()) { text in
            let parts = text.components(separatedBy: old)
            #expect(parts.count == 2, "\(old)")
            line = parts[0].filter { $0 == "\n" }.count + 1
            return parts.joined(separator: new)
        }
        defer { try? FileManager.default.removeItem(atPath: path) }
        do {
            _ = try report("next-year.yaml", "actuals-next.csv", previous: path)
            Issue.record("nothing was refused")
        } catch {
            for words in words { #expect("\(error)".contains(words), "\(error)") }
            if !new.contains("carried-on") {
                #expect("\(error)".contains(".json:\(line):"), "\(line): \(error)")
            }
        }
    }

    /// A balance that the agreement states and that is not last year's is refused with both.
    @Test func aBalanceThatIsNotLastYearsIsRefused() throws {
        let next = try String(contentsOfFile: "\(Self.folder)/next-year.yaml", encoding: .utf8)
        let path = try result(try report())
        let folder = NSTemporaryDirectory() + "/year-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer {
            try? FileManager.default.removeItem(atPath: path)
            try? FileManager.default.removeItem(atPath: folder)
        }
        for name in ["parameters.csv", "actuals-next.csv"] {
            try FileManager.default.copyItem(
                atPath: "\(Self.folder)/\(name)",
                toPath: "\(folder)/\(name)"
            )
        }
        try Data((next + "brought_forward: 13500.01\n").utf8)
            .write(to: URL(fileURLWithPath: folder + "/agreement.yaml"))
        do {
            _ = try FundInput.read(
                agreement: folder + "/agreement.yaml",
                actuals: folder + "/actuals-next.csv",
                previous: path
            )
            Issue.record("nothing was refused")
        } catch {
            #expect(error.description.contains("opens with £13,500.01"))
            #expect(error.description.contains("closed with £13,500.00"))
        }
    }

    /// The page opens with what each pays or is paid, and its sections are in the order in which they are read.
    @Test func thePageOpensWithTheNet() throws {
        let page = try report().page.text()
        let order = [
            "What each partner pays or is paid in the end", "over budget, adverse",
            ">Statement of each partner<", ">How payments are netted<", ">Budgets and spending<",
            ">Money of the fund<", ">Contributions<", ">Virements<", ">Figures of the year<",
            ">What the words mean<", ">Sign-off<", ">Checks<", ">Journal<",
        ]
        let body = try #require(page.components(separatedBy: "</nav>").last)
        var rest = Substring(page.components(separatedBy: "<nav").first ?? "")
        for heading in order {
            if heading == ">Statement of each partner<" { rest = Substring(body) }
            let place = try #require(rest.range(of: heading), "\(heading)")
            rest = rest[place.upperBound...]
        }
        // The provider neither pays nor is paid, so it does not sign.
        let signatures = try #require(page.components(separatedBy: ">Signatures<").last)
        #expect(signatures.components(separatedBy: "</table>")[0].contains("Valley ICB"))
        #expect(!signatures.components(separatedBy: "</table>")[0].contains("Community Trust"))
        #expect(page.contains("£100,000.00 on 2025-04-15; £100,000.00 on 2025-10-15"))
    }

    /// Lines stand in the order of the agreement, not of their identifiers.
    @Test func linesStandInTheOrderOfTheAgreement() throws {
        #expect(try report().settlement.lines.map(\.line.id) == ["reablement", "beds", "dfg"])
    }

    /// Months sum to the budgets and to what was spent, each worked out on its own.
    @Test func monthsSumToTheYear() throws {
        let settlement = try report().settlement
        #expect(settlement.months.count == 12)
        #expect(settlement.months.map(\.budget.minorUnits).reduce(0, +) == 51_600_000)
        #expect(settlement.months.map(\.spent.minorUnits).reduce(0, +) == 53_660_075)
        // Winter: 260,000 × 2/16 and a twelfth of 160,000 and of 96,000.
        #expect(settlement.months[6].budget.minorUnits == 3_250_000 + 1_333_333 + 800_000)
        let forecast = try report(
            "agreement.yaml",
            "actuals.csv",
            try #require(StandingRequest(dayText: "2025-09-30", basis: .forecast))
        ).settlement
        #expect(forecast.months.filter(\.hasEnded).count == 6)
        // 121,500 × 16/6, 76,800 × 12/6 and 51,000 × 12/6.
        #expect(forecast.lines.map(\.spend.minorUnits) == [32_400_000, 15_360_000, 10_200_000])
    }

    /// A letter for each payment, with how VAT treats it.
    @Test func everyPaymentHasALetter() throws {
        let letters = try #require(try report().files().first { $0.name == "letters.html" })
        let text = String(decoding: letters.bytes, as: UTF8.self)
        #expect(text.contains("Invoice to Valley ICB"))
        #expect(text.contains("£111,260.45"))
        #expect(text.contains("does not say how VAT treats this payment"))
        #expect(!text.contains("Invoice to Valley Community Trust"))
    }

    /// The nets of a table of `partner,net`, or of one month of `month,partner,net`.
    private func expected(_ file: String, _ month: String? = nil) throws -> [String] {
        try String(contentsOfFile: "\(Self.folder)/\(file)", encoding: .utf8)
            .split(separator: "\n").dropFirst().map(String.init)
            .filter { month.map($0.hasPrefix) ?? true }
            .map { month == nil ? $0 : String($0.dropFirst(8)) }
    }

    private func nets(_ report: SettlementReport) -> [String] {
        report.settlement.statements.map { "\($0.partner),\($0.net.decimalText)" }
    }

    /// A year told in twelve settlements, each as at the end of a month, against `exact.py` beside the dataset, which works
    /// them out from the words of the agreement in exact fractions and reads nothing of this program.
    @Test(arguments: [
        "2025-04-30", "2025-05-31", "2025-06-30", "2025-07-31", "2025-08-31", "2025-09-30",
        "2025-10-31", "2025-11-30", "2025-12-31", "2026-01-31", "2026-02-28", "2026-03-31",
    ])
    func everyMonthIsWhatTheFractionsSay(day: String) throws {
        let request = try #require(StandingRequest(dayText: day, basis: .toDate))
        let report = try report("agreement.yaml", "actuals.csv", request)
        #expect(nets(report) == (try expected("expected-months.csv", String(day.prefix(7)))))
        #expect(report.settlement.isReconciled)
    }

    /// Then the whole year, and April of the year after, opened from it.
    @Test func theYearEndsAndTheNextOpensFromIt() throws {
        let final = try report()
        #expect(nets(final) == (try expected("expected.csv")))
        let path = try result(final)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let next = try report(
            "next-year.yaml",
            "actuals-next.csv",
            try #require(StandingRequest(dayText: "2026-04-30", basis: .toDate)),
            previous: path
        )
        #expect(nets(next) == (try expected("expected-next.csv")))
        #expect(next.settlement.accounts.first?.opening.minorUnits == 1_350_000)
        #expect(next.settlement.isReconciled)
    }
}
