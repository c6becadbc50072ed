internal import TopsliceCohortData
internal import TopsliceFormats
internal import TopsliceRecords
import TopsliceVarianceShares

extension ImportanceReport {
    /// Rows of the table in a terminal; what is left is in the files.
    private static let terminalRows = 60

    /// The answer for a terminal: R², a row a regressor from the largest share down, and what to make of it.
    package var terminalText: String {
        let page = ImportancePage(labelled)
        let format = page.format.plain
        let table = page.tables.shares(of: page.regressors).terminal(first: Self.terminalRows)
        var lines =
            [labels.question].compactMap { $0 } + [page.title, page.totalLine(format)]
        lines.append(page.effortLine)
        let left = page.regressors.count - table.rows.count
        var text = lines.map { visible($0) + "\n" }.joined() + "\n" + table.text
        if left > 0 {
            text += "and " + Words.count(left, "smaller one", "smaller ones") + " in the files\n"
        }
        text += visible("Intervals: \(page.report.intervalWords)") + "\n"
        text += "\n" + Self.caveat.joined(separator: "\n") + "\n"
        for warning in warnings { text += "Warning: " + visible(warning) + "\n" }
        return text
    }
}
