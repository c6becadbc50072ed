import Foundation
import Testing
import TopsliceFormats
import TopsliceFunds
import TopsliceMoney
import TopsliceRecords
import TopsliceReports

/// Journals in the layouts of ledgers.
struct LedgerTests {
    private let fund = FundCase(dataset: "better-care")

    private func rows(_ layout: String) throws -> [[String]] {
        let report = try fund.report()
        let journal = try LedgerJournal(
            report.settlement,
            LedgerLayout(reading: fund.folder.appendingPathComponent(layout).path)
        )
        let text = LedgerTable(journal, of: report.settlement.agreement).csv.text()
        return CSVRows.read(text).filter { !$0.isEmpty }
    }

    private func pence(_ text: String) throws -> Int {
        text.isEmpty ? 0 : try Money(parsing: text, currency: .pounds).minorUnits
    }

    @Test func signedAmountsSumToZero() throws {
        let rows = try rows("ledger-signed.yaml")
        #expect(
            rows[0] == [
                "Company", "Date", "Account", "Cost centre", "Amount", "Reference", "Narrative",
                "VAT",
            ]
        )
        #expect(try rows.dropFirst().map { try pence($0[4]) }.reduce(0, +) == 0)
        // Every movement once with either sign.
        let moved = try fund.report().settlement.journal.count
        #expect(rows.count == 1 + 2 * moved)
        #expect(rows[1][1] == "01/04/2025")
        #expect(rows[1][0] == "01")
        #expect(rows[1][5] == "S75-2526-1")
        #expect(rows.dropFirst().allSatisfy { $0[7] == "OS" && $0[6].count <= 60 })
    }

    @Test func debitsAreCredits() throws {
        let rows = try rows("ledger-debit-credit.yaml")
        let debits = try rows.dropFirst().map { try pence($0[3]) }
        let credits = try rows.dropFirst().map { try pence($0[4]) }
        #expect(debits.reduce(0, +) == credits.reduce(0, +))
        #expect(zip(debits, credits).allSatisfy { ($0 == 0) != ($1 == 0) })
        #expect(rows[1][0] == "01-Apr-2025")
        // What goes to each account is what the journal says of it.
        let settlement = try fund.report().settlement
        let beds = try rows.dropFirst().filter { $0[2] == "01-BCF220-50120" }.map {
            try pence($0[3]) - pence($0[4])
        }
        let journal = settlement.journal.reduce(0) { sum, entry in
            sum + (entry.debit == .line("beds") ? entry.amount.minorUnits : 0)
                - (entry.credit == .line("beds") ? entry.amount.minorUnits : 0)
        }
        #expect(beds.reduce(0, +) == journal)
    }

    private func faults(_ layout: String) throws -> [String] {
        let path = NSTemporaryDirectory() + "/layout-\(UUID().uuidString).yaml"
        try Data(layout.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        do {
            _ = try LedgerJournal(try fund.report().settlement, LedgerLayout(reading: path))
            return []
        } catch let error as Faults {
            return error.faults.map { $0.description.replacingOccurrences(of: path, with: "l") }
        }
    }

    /// Every account without a code, at once and by name.
    @Test func unmappedAccountsAreNamedAllAtOnce() throws {
        let found = try faults(
            """
            columns:
              - {head: Account, value: account}
              - {head: Amount, value: amount}
            accounts:
              pool: {account: "1"}
            """
        )
        let settlement = try fund.report().settlement
        let moving = Set(
            settlement.journal.flatMap { [$0.debit.identifier, $0.credit.identifier] }
        )
        #expect(found.count == moving.count - 1)
        for account in moving where account != "pool" {
            #expect(
                found.contains {
                    $0.hasPrefix("l:5: key 'accounts.\(account)': money moves on this account")
                },
                "\(account): \(found)"
            )
        }
    }

    @Test(arguments: [
        ("colums: []\naccounts: {}", "key 'colums'"),
        ("columns: []", "key 'accounts': the key is missing"),
        ("columns: [{head: A}]\naccounts: {}", "expected 'value' or 'text'"),
        ("columns: [{head: A, value: sum}]\naccounts: {}", "key 'columns[0].value'"),
        ("columns: [{head: A, value: account}]\naccounts: {}", "one way of both"),
        (
            "columns: [{head: A, value: account}, {head: B, value: debit}]\naccounts: {}",
            "one way of both"
        ),
        (
            "columns: [{head: A, value: account}, {head: A, value: amount}]\naccounts: {}",
            "two columns are headed 'A'"
        ),
        ("columns: [{head: B, value: amount}]\naccounts: {}", "no column holds the 'account'"),
        (
            "narrative: \"{claus}\"\ncolumns: [{head: A, value: account}]\naccounts: {}",
            "a place in braces is not known"
        ),
        (
            "date_format: dd/mm/yy\ncolumns: [{head: A, value: account}]\naccounts: {}",
            "key 'date_format'"
        ),
        (
            "vat_codes: {outside: O}\ncolumns: [{head: A, value: account}]\naccounts: {}",
            "'outside' is no treatment"
        ),
    ])
    func aLayoutThatIsNoneIsRefused(layout: String, words: String) throws {
        let found = try faults(layout)
        #expect(found.contains { $0.contains(words) }, "\(found)")
    }

    /// The agreement does not say how VAT treats its payments, and the layout asks for it.
    @Test func anUnknownTreatmentIsRefused() throws {
        let text = try String(
            contentsOf: fund.folder.appendingPathComponent("ledger-signed.yaml"),
            encoding: .utf8
        ).replacingOccurrences(of: ", vat: OS}", with: "}")
        let found = try faults(text)
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.contains("the agreement does not say how VAT treats") })
    }
}
