internal import TopsliceFormats

extension SampleFlow {
    /// What became of the rows, for a page.
    func markup(caption: String = "What became of the rows") -> [Markup] {
        func count(_ number: Int) -> String { NumberFormat.count.text(Double(number)) }
        var parts = [
            HTMLTable(
                caption: caption,
                columns: [.words("Rows"), .numbers("Number")],
                rows: [
                    ["Read", count(rowsRead)],
                    ["Left out because a value is missing", count(excluded)],
                ]
                    + (withoutWeight > 0
                        ? [["Not counted because the weight is 0", count(withoutWeight)]] : []),
                total: ["Analysed", count(analysed)]
            ).markup
        ]
        let missing = self.missing.filter { $0.rows > 0 }
        if missing.isEmpty {
            parts.append(.paragraph("No column that was used has a missing value."))
        } else {
            parts.append(
                HTMLTable(
                    caption: "Missing values by column (a row may miss several)",
                    columns: [.words("Column"), .numbers("Rows without a value")],
                    rows: missing.map { [$0.column, count($0.rows)] }
                ).markup
            )
        }
        return parts
    }
}
