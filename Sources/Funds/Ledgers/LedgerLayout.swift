/// The form in which somebody's ledger takes journals: its columns in their order, and the codes of its accounts.
///
///     date_format: dd/mm/yyyy
///     reference: S75-{number}
///     narrative: "{clause}: {from} to {to}"
///     columns:
///       - {head: Company, text: "01"}
///       - {head: Account, value: account}
///       - {head: Amount, value: amount}
///     accounts:
///       pool: {account: "91000", cost_centre: BCF01}
///
/// Accounts are called as in `journal.csv`: partners by their identifiers, accounts of the fund by their names, lines
/// as `line:beds`.
package struct LedgerLayout: Sendable {
    package let file: String
    package let sha256: String
    package let columns: [Column]
    package let dateFormat: DateFormat
    /// With `{number}`, `{date}`, `{clause}`, `{from}` and `{to}` for those of the movement.
    package let reference: Template
    package let narrative: Template
    /// The most characters of a narrative that the ledger takes; nil for any number.
    package let narrativeLength: Int?
    /// By how value added tax treats the movements; the codes of accounts come first.
    package let vatCodes: [InvoiceTerms.VAT: String]
    /// By the identifier of an account.
    let codes: [String: Codes]
    /// Where the accounts begin, for what is missing there.
    let line: Int

    package struct Column: Sendable, Hashable {
        package let head: String
        package let content: Content
    }

    package enum Content: Sendable, Hashable {
        /// The same in every row.
        case text(String)
        case value(Value)
    }

    /// What of a movement a column holds.
    package enum Value: String, Sendable, Hashable, CaseIterable {
        case date
        case account
        case costCentre = "cost_centre"
        /// The amount of rows that receive value, blank in the others.
        case debit
        case credit
        /// Above zero for a debit, below zero for a credit.
        case amount
        case reference
        case narrative
        case vat
        case clause
        /// The number of the movement, the same in both of its rows.
        case number
        /// The place that the figure comes from.
        case source
    }

    package enum DateFormat: String, Sendable, Hashable, CaseIterable {
        case iso = "yyyy-mm-dd"
        case slashes = "dd/mm/yyyy"
        case points = "dd.mm.yyyy"
        case named = "dd-mmm-yyyy"
        case digits = "yyyymmdd"
    }

    package struct Codes: Sendable, Hashable {
        package let account: String
        /// Nil where the ledger needs none.
        package let costCentre: String?
        package let vat: String?
    }

    /// A text with places for what belongs to a movement.
    package struct Template: Sendable, Hashable {
        package let parts: [Part]

        package enum Part: Sendable, Hashable {
            case text(String)
            case field(Field)
        }

        package enum Field: String, Sendable, Hashable, CaseIterable {
            case number
            case date
            case clause
            case from
            case to
        }
    }

    /// The codes of an account; nil for one that the layout does not name.
    package func codes(of account: Account) -> Codes? { codes[account.identifier] }

    /// Whether a column holds it.
    package func has(_ value: Value) -> Bool { columns.contains { $0.content == .value(value) } }
}
