import Testing
import TopsliceFormats
import TopsliceFunds
import TopsliceGeneratedFunds
import TopsliceMoney
import TopsliceReports
import TopsliceTestSupport

/// Workbooks of agreements made by chance, with every kind of clause, in which single amounts are changed, against new
/// settlements: either every figure follows to the penny, or the sheets say that they are not to be used.
struct RecalculatedGeneratedTests {
    @Test(arguments: 0..<6) func everyFigureFollowsOrTheSheetsSayNot(block: Int) throws {
        var generator = SeededGenerator(seed: UInt64(7_100 + block))
        var (settled, followed) = (0, 0)
        for number in 0..<12 {
            var made = GeneratedAgreement(&generator)
            let text = made.text(shuffledBy: &generator, isShuffled: false)
            let what: Comment = "block \(block), agreement \(number)"
            guard let settlement = try? made.settled(text),
                let book = try Self.book(settlement)
            else { continue }
            #expect(try book.state() == "As settled.", what)
            try expectSame(book, settlement, "\(what) as settled")
            settled += 1
            for _ in 0..<3 {
                guard let (line, pence) = Self.change(&made, &generator) else { continue }
                // What cannot be settled, or is of another scenario, is not compared.
                var changed = book
                guard let new = try? made.settled(text),
                    (try? changed.change([line: pence])) != nil
                else { break }
                if try changed.state().hasPrefix("NOT TO BE USED") { break }
                try expectSame(changed, new, "\(what), line \(line) = \(pence)")
                followed += 1
                break
            }
        }
        // Not every agreement has a workbook or a change that can be settled, but a block in which none has tests nothing.
        #expect(settled > 0)
        #expect(followed > 0)
    }

    private static func book(_ settlement: Settlement) throws -> RecalculatedBook? {
        let report = try SettlementReport(
            settlement,
            audience: .commissioner,
            provenance: .ofNoFile
        )
        let book = RecalculatedBook(report.workbook)
        return book.has("State", in: "Formulas") ? book : nil
    }

    /// Another amount for one of the rows, between a penny and ten times as much.
    private static func change(
        _ made: inout GeneratedAgreement,
        _ generator: inout SeededGenerator
    ) -> (line: Int, pence: Int)? {
        guard let row = made.rows.indices.randomElement(using: &generator) else { return nil }
        var cells = made.rows[row].split(separator: ",", omittingEmptySubsequences: false)
            .map(String.init)
        guard cells.count > 4, cells[4].contains(".") else { return nil }
        let pence = Int.random(in: 1...5_000_000, using: &generator)
        let digits = String(pence % 100)
        cells[4] = "\(pence / 100)." + (digits.count < 2 ? "0" + digits : digits)
        made.rows[row] = cells.joined(separator: ",")
        return (row + 2, pence)
    }
}
