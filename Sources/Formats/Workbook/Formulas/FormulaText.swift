internal import TopsliceRecords

/// Formulas as a spreadsheet reads them, in the English notation of ISO/IEC 29500-1, 18.17.
struct FormulaText {
    /// Where tables begin: for each sheet by the name wished for, its name and the row of its first row, from 0.
    let tables: [String: (name: String, firstRow: Int)]
    /// The sheet on which the formula stands, which it need not name.
    let sheet: String

    func text(_ formula: WorkbookFormula) -> String {
        switch formula {
        case .whole(let number): number.description
        case .words(let words): "\"" + Self.shown(words).replacing("\"", with: "\"\"") + "\""
        case .cell(let place): text(place)
        case .minorUnits(let place, let decimals):
            decimals == 0
                ? "ROUND(\(text(place)),0)"
                : "ROUND(\(text(place))*\(Self.units(decimals)),0)"
        case .sum(let parts):
            parts.isEmpty ? "0" : "(" + parts.map(text).joined(separator: "+") + ")"
        case .difference(let left, let right): "(\(text(left))-\(text(right)))"
        case .product(let left, let right): "\(text(left))*\(text(right))"
        case .quotient(let part, let whole):
            if case .whole(let number) = whole, number != 0 {
                "INT(\(text(part))/\(number))"
            } else {
                "IF(\(text(whole))=0,0,INT(\(text(part))/\(text(whole))))"
            }
        case .least(let parts): "MIN(\(parts.map(text).joined(separator: ",")))"
        case .most(let parts): "MAX(\(parts.map(text).joined(separator: ",")))"
        case .choice(let condition, let then, let otherwise):
            "IF(\(text(condition)),\(text(then)),\(text(otherwise)))"
        case .total(let range): "SUM(\(text(range)))"
        case .largest(let range): "MAX(MAX(\(text(range))),-MIN(\(text(range))))"
        case .totalWhere(let range, let key, let word):
            "SUMIF(\(text(key)),\(text(.words(word))),\(text(range)))"
        case .differing(let left, let right):
            "SUMPRODUCT(--(\(text(left))<>\(text(right))))"
        case .differingZeros(let left, let right):
            "SUMPRODUCT(--((\(text(left))=0)<>(\(text(right))=0)))"
        case .rank(let keys, let row): rank(keys, row)
        }
    }

    /// Minor units in a major one, as digits: 100 for two decimals.
    static func units(_ decimals: Int) -> String {
        "1" + String(repeating: "0", count: decimals)
    }

    /// Words of a formula as they may stand in a file: what cannot be seen made visible, and no more of them than a
    /// spreadsheet takes, 255 UTF-16 units.
    static func shown(_ words: String) -> String {
        var shown = visible(words)
        guard shown.utf16.count > 255 else { return shown }
        while shown.utf16.count > 254 { shown.removeLast() }
        return shown + "…"
    }

    private func rank(_ keys: [WorkbookRange], _ row: Int) -> String {
        let mine = keys.map { text(WorkbookPlace($0.sheet, row: row, column: $0.column)) }
        let larger = keys.indices.map { number in
            let same = (0..<number).map { "(\(text(keys[$0]))=\(mine[$0]))*" }.joined()
            return "\(same)(\(text(keys[number]))>\(mine[number]))"
        }
        let rank = "SUMPRODUCT(\(larger.joined(separator: "+")))"
        guard let first = keys.first?.rows.lowerBound, row > first else { return rank }
        let before = zip(keys, mine).map { key, own in
            let range = WorkbookRange(
                key.sheet,
                column: key.column,
                rows: key.rows.lowerBound..<row
            )
            return "(\(text(range))=\(own))"
        }
        return rank + "+SUMPRODUCT(\(before.joined(separator: "*"))\(keys.count == 1 ? "*1" : ""))"
    }

    private func text(_ condition: WorkbookCondition) -> String {
        switch condition {
        case .equal(let left, let right): "\(text(left))=\(text(right))"
        case .less(let left, let right): "\(text(left))<\(text(right))"
        case .atLeast(let left, let right): "\(text(left))>=\(text(right))"
        }
    }

    private func text(_ place: WorkbookPlace) -> String {
        let table = table(place.sheet)
        return prefix(place.sheet) + WorkbookWriter.letters(place.column)
            + "\(place.row + table.firstRow + 1)"
    }

    private func text(_ range: WorkbookRange) -> String {
        let table = table(range.sheet)
        let letters = "$" + WorkbookWriter.letters(range.column)
        return prefix(range.sheet) + letters + "$\(range.rows.lowerBound + table.firstRow + 1):"
            + letters + "$\(range.rows.upperBound + table.firstRow)"
    }

    private func prefix(_ sheet: String) -> String {
        sheet == self.sheet
            ? "" : "'" + table(sheet).name.replacing("'", with: "''") + "'!"
    }

    private func table(_ sheet: String) -> (name: String, firstRow: Int) {
        guard let table = tables[sheet] else {
            preconditionFailure("a formula of '\(self.sheet)' names the sheet '\(sheet)'")
        }
        return table
    }
}
