import Testing

/// Sheets from which no table can be told are refused with the cell at fault.
@Suite struct HostileLayoutTests {
    @Test(arguments: sheets)
    func itIsRefusedWithItsPlace(book: HostileBook) throws { try book.expectRefusal() }

    static let sheets: [HostileBook] = [
        .changed("merged head", "Ledger!B1", "the heading is merged over B1:C1") {
            $0.tail = "<mergeCells><mergeCell ref=\"B1:C1\"/></mergeCells>"
        },
        .changed("head merged downwards", "Ledger!C1", "the heading is merged over C1:C2") {
            $0.tail = "<mergeCells><mergeCell ref=\"C1:C2\"/></mergeCells>"
        },
        .changed("merged from the last corner", "Ledger!B1", "the heading is merged over B1:C1") {
            $0.tail = "<mergeCells><mergeCell ref=\"C1:B1\"/></mergeCells>"
        },
        .changed("error for a heading", "Ledger!D1", "an error of the workbook") {
            $0.rows[0] = row(1, "A=date", "B=id", "C=amount", "D<c t=\"e\"><v>#REF!</v></c>")
        },
        .changed("heading never calculated", "Ledger!D1", "without a stored value") {
            $0.rows[0] = row(1, "A=date", "B=id", "C=amount", "D<c t=\"str\"><f>X1</f></c>")
        },
        .changed("merged cells", "Ledger!B2", "the cell is merged over B2:B3") {
            $0.rows.append(row(3, "A#45749:1", "C#2"))
            $0.tail = "<mergeCells><mergeCell ref=\"B2:B3\"/></mergeCells>"
        },
        .changed("cell twice", "Ledger!B2", "twice or out of order") {
            $0.rows[1] = row(2, "A#45748:1", "B=care", "B=beds", "C#1")
        },
        .changed("cells turned", "Ledger!A2", "twice or out of order") {
            $0.rows[1] = row(2, "B=care", "A#45748:1", "C#1")
        },
        .changed("no heading", "Ledger!D2", "a column without a heading") {
            $0.rows[1] = row(2, "A#45748:1", "B=care", "C#1", "D#9")
        },
        .changed("heading twice", "Ledger!D1", "the column is there twice") {
            $0.rows[0] = row(1, "A=date", "B=id", "C=amount", "D=Amount (£)")
        },
        .changed("heading missing", "Ledger!1", "column 'amount': the column is missing") {
            $0.rows[0] = row(1, "A=date", "B=id", "C=note")
        },
        .changed("heading unknown", "Ledger!D1", "the column is not known here") {
            $0.rows[0] = row(1, "A=date", "B=id", "C=amount", "D=dept")
            $0.rows[1] = row(2, "A#45748:1", "B=care", "C#1", "D=x")
        },
        .changed("total too low", "Ledger!C3", "does not hold the sum of the rows above it") {
            $0.rows.append(row(3, "A=Total", "C#0.99"))
        },
        .changed("empty", "1", "the sheet 'Ledger' is empty") { $0.rows = [] },
        .changed("another table", "Ledger!1", "no column of this line is known here") {
            $0.rows = [row(1, "A=name", "B=address"), row(2, "A=x", "B=y")]
        },
        .changed("shared text beyond a cell", "Ledger!B2", "more text than a cell can hold") {
            $0.texts = [String(repeating: "x", count: 140_000)]
            $0.rows[1] = row(2, "A#45748:1", "B<c t=\"s\"><v>0</v></c>", "C#1")
        },
        .changed("one long text in many cells", "1", "unpacks to more than 512 MiB") {
            $0.texts = [String(repeating: "x", count: 120_000)]
            $0.rows += (3..<5_003).map { row($0, "B<c t=\"s\"><v>0</v></c>") }
        },
        .changed("sheet unknown", "1", "no sheet, table or named range", table: "Budget") { _ in },
        .changed("two sheets", "1", "several sheets may be meant") {
            $0.others = [("More", [head, sound])]
        },
        .changed("no sheet fits", "1", "no sheet that is shown has a row with the columns") {
            $0.rows = [row(1, "A=x")]
            $0.others = [("More", [row(1, "A=y")])]
        },
    ]

    private static let head = row(1, "A=date", "B=id", "C=amount")
    private static let sound = row(2, "A#45748:1", "B=care", "C#1")
}
