package import TopsliceExactArithmetic
package import TopsliceMoney
package import TopsliceRecords

/// How amounts are written in a table.
package struct AmountForm: Sendable, Hashable {
    package var currency: Currency
    package var style: AmountStyle

    package init(currency: Currency = .pounds, style: AmountStyle = .british) {
        self.currency = currency
        self.style = style
    }

    /// How headings of amounts call the currency; nil where nothing is paid.
    package var heading: HeadingCurrency? {
        currency.isMoney ? HeadingCurrency(code: currency.code, sign: currency.symbol) : nil
    }
}

/// One field of a table with its place. Messages never repeat its text: the file may be another than was meant, and be about
/// people.
package struct TableCell: Sendable {
    package let text: String
    /// How the file holds it.
    package let form: FieldForm
    private let line: Int
    private let character: Int?
    private let sheet: String?
    let subject: FaultSubject

    /// A field of a column that the format knows.
    package init(_ text: String, _ record: TableRecord, _ column: String) {
        self.init(
            text,
            record,
            field: record.sheet?.names.firstIndex(of: column),
            about: .column(column)
        )
    }

    /// A field of a table whose heads can be anything.
    package init(_ text: String, _ record: TableRecord, number: Int) {
        self.init(
            text,
            record,
            field: number - 1,
            about: .columnNumber(number)
        )
    }

    private init(
        _ text: String,
        _ record: TableRecord,
        field: Int?,
        about subject: FaultSubject
    ) {
        self.text = text
        self.subject = subject
        line = record.line
        guard let columns = record.sheet else {
            (form, character, sheet) = (.written, record.character, nil)
            return
        }
        form = field.map(record.form) ?? .written
        character = field.map { columns.numbers[$0] }
        sheet = columns.name
    }

    /// Whether it is a whole number of more digits than a workbook keeps.
    var isBeyondDouble: Bool {
        guard case .number = form else { return false }
        return text.utf8.count { (0x30...0x39).contains($0) } > 15
    }

    /// Where it is.
    func place(in file: String) -> FilePlace {
        FilePlace(file: file, sheet: sheet, line: line, character: character)
    }
}

extension FaultList {
    package mutating func add(_ cell: TableCell, _ message: String) {
        add(Fault(place: cell.place(in: file), subject: cell.subject, message: message))
    }

    /// The name of somebody or something, which may not be empty.
    package mutating func name(_ cell: TableCell) -> String? {
        if cell.text.isEmpty {
            add(cell, "the field is empty")
            return nil
        }
        guard !Self.isShortened(cell.text), !cell.isBeyondDouble else {
            add(
                cell,
                "the field is a number that a spreadsheet shortened; format the column as text "
                    + "and export it again"
            )
            return nil
        }
        return cell.text
    }

    /// Digits with a power of ten, as a spreadsheet shows a long number: `1.23E+11`.
    private static func isShortened(_ text: String) -> Bool {
        let parts = text.uppercased().split(separator: "E", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].hasPrefix("+"), parts[1].count >= 2 else { return false }
        func areDigits(_ part: Substring) -> Bool {
            !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        return mantissa.count <= 2 && mantissa.allSatisfy(areDigits)
            && areDigits(parts[1].dropFirst())
    }

    /// An exact amount of money in the form stated.
    package mutating func amount(_ cell: TableCell, _ form: AmountForm) -> Money? {
        do throws(CellTrouble) {
            let text = try cell.form.amountText(cell.text, form)
            do throws(MoneyError) {
                return try Money(parsing: text, currency: form.currency, style: form.style)
            } catch {
                add(cell, Self.words(error))
                return nil
            }
        } catch {
            add(cell, error.message)
            return nil
        }
    }

    /// An exact number: digits with at most one point, p/q, an exponent where a program wrote one.
    package mutating func number(_ cell: TableCell) -> Rational? {
        do throws(CellTrouble) {
            let text = try cell.form.numberText(cell.text)
            if let number = try? Rational(parsing: text, allowingExponent: true) { return number }
            add(cell, "the field is not a number: write digits such as 12, -3.75 or 7/4")
        } catch {
            add(cell, error.message)
        }
        return nil
    }

    /// A number, or an amount of money as people type it, in major units; not limited to whole pennies, since
    /// the value of a coalition need not be money.
    package mutating func numberOrAmount(_ cell: TableCell, _ form: AmountForm) -> Rational? {
        switch cell.form {
        case .written, .typed:
            if form.style == .british,
                let number = try? Rational(parsing: cell.text, allowingExponent: true)
            {
                return number
            }
        case .number, .percentage, .date, .time, .truth:
            return number(cell)
        }
        if cell.text.isEmpty {
            add(cell, "the field is empty; leave out the line of what is not known")
            return nil
        }
        let text: String
        do throws(CellTrouble) {
            text = try cell.form.amountText(cell.text, form)
        } catch {
            add(cell, error.message)
            return nil
        }
        do throws(MoneyError) {
            return try Money(parsing: text, currency: form.currency, style: form.style)
                .exactMajorUnits
        } catch {
            let looksLikeMoney = cell.text.contains { "£$€(),".contains($0) }
            if case .currencyMismatch = error {
                add(cell, error.description)
            } else if looksLikeMoney {
                add(cell, Self.words(error))
            } else {
                add(cell, "the field is not a number: write digits such as 12, -3.75 or 7/4")
            }
            return nil
        }
    }

    /// A whole number, not below zero.
    package mutating func wholeNumber(_ cell: TableCell) -> Int? {
        let text: String
        do throws(CellTrouble) {
            text = try cell.form.numberText(cell.text)
        } catch {
            add(cell, error.message)
            return nil
        }
        let isDigits =
            !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard isDigits else {
            add(cell, "the field is not a whole number such as 0 or 12")
            return nil
        }
        guard let value = Int(text) else {
            add(cell, "the field is too large")
            return nil
        }
        return value
    }

    private static func words(_ error: MoneyError) -> String {
        switch error {
        case .unreadable(_, let reason): "the field is not an amount of money: \(reason)"
        case .overflow:
            "the field exceeds the largest amount, 92,233,720,368,547,758.07"
        case .currencyMismatch, .unknownCurrency, .notWholeMinorUnits: error.description
        }
    }
}
