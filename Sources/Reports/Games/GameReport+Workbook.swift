import TopsliceApportionment
import TopsliceCooperativeGames
package import TopsliceFormats
import TopsliceMoney
import TopsliceSharing
import TopsliceStudies

extension GameReport {
    /// The answers as a workbook: totals are live formulas, and a check row compares them with what was
    /// computed exactly.
    package var workbook: Workbook {
        let tables = tables
        let lists = [
            tables.objections(of: answered), tables.unsettled, tables.game,
        ].filter { !$0.rows.isEmpty }
        let sheets =
            [tables.shares, tables.money, tables.changes].compactMap(\.?.namesDown.sheet)
            + lists.map(\.sheet)
            + (run.total.flatMap { journal.sheet($0.currency) }.map { [$0] } ?? [])
        return Workbook(
            properties: .init(
                title: isCost ? "A cost shared by every rule" : "Savings shared by every rule",
                subject: Words.list(run.players),
                author: "Topslice \(provenance.version)"
            ),
            sheets: sheets,
            notes: notes
        )
    }

    private var notes: [Workbook.Note] {
        var notes: [Workbook.Note] = [
            .init(
                "Orientation",
                isCost ? "the values are costs to be paid" : "the values are savings to be gained"
            ),
            .init("Core", GameWording(self).coreSentence),
            .init("Ties in rounding", DividedMoney.tieOrder),
            .init(
                "Arithmetic",
                run.isExact
                    ? "exact fractions; a cell holds the nearest number a spreadsheet can"
                    : "floating point; money from shares on a grid finer than a thousandth of a penny"
            ),
        ]
        if let reference = run.reference {
            notes.append(
                .init("Compared with", "\(reference.rule.title) shares, \(reference.meaning)")
            )
        }
        notes += answered.map { .init($0.rule.title, $0.rule.meaning) }
        return notes + run.warnings.map { .init("Warning", $0.words) } + provenance.notes
    }
}
