internal import TopsliceFormats
internal import TopsliceRecords
import TopsliceVarianceShares

extension ImportanceReport {
    /// Rows of the table in a terminal; what is left is in the files.
    private static let terminalRows = 60

    /// The answer for a terminal: R², a row a regressor from the largest share down, and what to make of it.
    package var terminalText: String {
        let page = ImportancePage(self)
        let format = page.format.plain
        let shown = page.shares.prefix(Self.terminalRows)
        let hasIntervals = intervals != nil
        let hasUnions = !result.unions.isEmpty
        let table = TextTable(
            columns: [.words("Regressor")] + (hasUnions ? [.words("Union")] : [])
                + [.numbers("LMG")] + (hasIntervals ? [.numbers("\(page.level) interval")] : [])
                + [.numbers("Share"), .numbers("First"), .numbers("Last")],
            rows: shown.map { share in
                [share.regressor] + (hasUnions ? [share.union ?? ""] : [])
                    + [format.text(share.lmg)]
                    + (hasIntervals ? [page.interval(share, format) ?? NumberFormat.dash] : [])
                    + [
                        NumberFormat.percentage.plain.text(share.share), format.text(share.first),
                        format.text(share.last),
                    ]
            },
            total: ["Together"] + (hasUnions ? [""] : [])
                + [format.text(result.rSquared - result.alwaysRSquared)]
                + (hasIntervals ? [""] : [])
                + [
                    result.shares.contains { $0.share != nil }
                        ? NumberFormat.percentage.plain.text(1) : NumberFormat.dash, "", "",
                ]
        )
        var lines = [page.title, page.totalLine(format)]
        lines.append(page.effortLine)
        let left = page.shares.count - shown.count
        var text = lines.map { visible($0) + "\n" }.joined() + "\n" + table.text
        if left > 0 {
            text += "and " + Words.count(left, "smaller one", "smaller ones") + " in the files\n"
        }
        text += visible("Intervals: \(intervalWords)") + "\n"
        text += "\n" + Self.caveat.joined(separator: "\n") + "\n"
        for warning in warnings { text += "Warning: " + visible(warning) + "\n" }
        return text
    }
}
