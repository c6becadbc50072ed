/// A workbook as plain values: sheets of one table each, then a sheet of notes.
///
/// Every sheet has one header row, which stays in view, and a total row of live formulas where it
/// has columns to add up. Cells may be formulas, which are written with what they come to. `bytes()` gives the file; the same values give the same bytes.
package struct Workbook: Sendable, Equatable {
    package var properties: Properties
    package var sheets: [Sheet]
    /// What a reader must know, on a last sheet called "Notes": a term and its explanation each.
    package var notes: [Note]

    /// What the file says about itself.
    package struct Properties: Sendable, Equatable {
        package var title: String
        package var subject: String
        package var author: String
        package var comments: String
        /// Seconds since 1970. A fixed moment by default, so that the same result gives the same
        /// file: 1 January 1980, the first a zip archive knows.
        package var created: Int

        package init(
            title: String,
            subject: String,
            author: String,
            comments: String = "",
            created: Int = 315_532_800
        ) {
            self.title = title
            self.subject = subject
            self.author = author
            self.comments = comments
            self.created = created
        }
    }

    package struct Note: Sendable, Equatable {
        package var term: String
        package var text: String

        package init(_ term: String, _ text: String) {
            self.term = term
            self.text = text
        }
    }

    package struct Sheet: Sendable, Equatable {
        /// Made a legal sheet name where it is not one.
        package var name: String
        package var columns: [Column]
        package var rows: [[Cell]]
        /// The name of the total row; nil for a sheet without totals.
        package var totalLabel: String?
        /// What stands above the header: how far the table can be trusted, as words or a formula that gives words.
        package var heading: Cell?
        /// How many columns are printed; the others hold the working. Nil for all.
        package var printedColumns: Int?

        package init(
            name: String,
            columns: [Column],
            rows: [[Cell]],
            totalLabel: String? = nil,
            heading: Cell? = nil,
            printedColumns: Int? = nil
        ) {
            self.name = name
            self.columns = columns
            self.rows = rows
            self.totalLabel = totalLabel
            self.heading = heading
            self.printedColumns = printedColumns
        }

        /// Rows above those of the table: its header, and what stands above it.
        var firstRow: Int { heading == nil ? 1 : 2 }
    }

    package struct Column: Sendable, Equatable {
        package var title: String
        package var kind: Kind
        /// Whether the total row adds this column up.
        package var isTotalled: Bool
        /// The total as it was computed exactly elsewhere. With one, the sheet gets a row that
        /// states it and a row of the difference, which must be 0.00. Of a column that is not added up: what its last row says.
        package var statedTotal: Cell?

        var isChecked: Bool { isTotalled && statedTotal != nil }

        package enum Kind: Sendable, Hashable {
            case text
            case integer
            case decimal(places: Int)
            /// A share of 1, shown as a percentage.
            case percentage(places: Int)
            /// A p-value: one that is small is never shown as nought.
            case probability
            /// An amount with its currency symbol, such as "£", and as many decimals as the currency has.
            case money(symbol: String, places: Int = 2)
            /// The same where somebody may write another.
            case enteredMoney(symbol: String, places: Int = 2)
            case date

            var isDecimal: Bool { if case .decimal = self { true } else { false } }
        }

        package init(
            _ title: String,
            _ kind: Kind,
            isTotalled: Bool = false,
            statedTotal: Cell? = nil
        ) {
            self.title = title
            self.kind = kind
            self.isTotalled = isTotalled
            self.statedTotal = statedTotal
        }
    }

    package enum Cell: Sendable, Equatable {
        case empty
        /// Always words, never a formula; neutralised like text in CSV.
        case text(String)
        case integer(Int)
        case number(Double)
        /// An exact amount in minor units, such as 270000 pence with two decimals.
        case minorUnits(Int, decimals: Int)
        /// A day of the calendar by its number since 1 January 1970.
        case date(dayNumber: Int)
        /// What a spreadsheet works out, and how it shows it.
        case formula(WorkbookFormula, Shown)

        package enum Shown: Sendable, Equatable {
            /// As it is: a whole number or words.
            case plain
            /// Minor units as an amount with so many decimals.
            case amount(decimals: Int)

            /// Of the number that is shown.
            var decimals: Int {
                switch self {
                case .plain: 0
                case .amount(let decimals): decimals
                }
            }
        }

        package static func optional(_ value: Double?) -> Cell {
            value.map(Cell.number) ?? .empty
        }
    }

    package init(properties: Properties, sheets: [Sheet], notes: [Note]) {
        self.properties = properties
        self.sheets = sheets
        self.notes = notes
    }
}
