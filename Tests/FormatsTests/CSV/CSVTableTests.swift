import Testing

@testable import TopsliceFormats

@Suite struct CSVTableTests {
    private func line(_ cells: CSVCell...) -> String {
        let table = CSVTable(columns: cells.indices.map { "c\($0)" }, rows: [cells])
        return String(table.text().split(separator: "\n", maxSplits: 1)[1].dropLast())
    }

    @Test func quotesFollowRFC4180() {
        #expect(line(.text("a,b"), .text("say \"so\"")) == "\"a,b\",\"say \"\"so\"\"\"")
        #expect(line(.text("two\nlines"), .text("cr\r\nlf")) == "\"two\nlines\",\"cr\r\nlf\"")
        #expect(line(.text(" padded "), .text("plain")) == "\" padded \",plain")
    }

    @Test(arguments: [
        "=1+1", "+44 20", "-5 people", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x",
        "=\u{301}combining",
    ])
    func wordsThatASpreadsheetWouldRunBecomeText(words: String) {
        let table = CSVTable(columns: ["c"], rows: [[.text(words)]])
        let content = table.text().unicodeScalars.dropFirst(2)
        #expect(content.first == "'" || content.starts(with: "\"'".unicodeScalars))
    }

    @Test func headersAreNeutralisedToo() {
        #expect(CSVTable(columns: ["=x", "y"]).text() == "'=x,y\n")
    }

    @Test func negativeNumbersStayNumbers() {
        #expect(line(.exact("-5.00"), .number(-0.5), .integer(-3)) == "-5.00,-0.5,-3")
        #expect(line(.exact("-2+3"), .exact("-"), .exact("1.")) == "'-2+3,'-,1.")
    }

    @Test func whatIsNotANumberIsEmpty() {
        #expect(line(.number(.nan), .number(.infinity), .empty, .optional(Double?.none)) == ",,,")
    }

    @Test func aLoneEmptyCellIsStillALine() {
        #expect(CSVTable(columns: ["c"], rows: [[.empty]]).text() == "c\n\"\"\n")
    }
}
