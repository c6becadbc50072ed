package import TopsliceFormats
import TopsliceVarianceShares

/// The report of shares of explained variance as a page, for somebody who knows the rows and not the method.
///
/// Regressors are shown from the largest share to the smallest (ties in the order they were given); files for
/// machines keep the order they were given in.
struct ImportancePage {
    let report: ImportanceReport
    let tables: ImportanceTables
    /// From the largest share down.
    let regressors: [RegressorFigures]

    /// Above this many rows a chart can no longer be taken in.
    static let chartLimit = 32
    /// Above this many rows a table of a page is cut; the files hold all.
    static let tableLimit = 100
    /// Lines in one chart of lines.
    static let lineLimit = 8
    /// Names in one chart of pairs.
    static let pairChartLimit = 16
    /// Rows of a table of pairs, and of sets of any size.
    static let pairLimit = 45
    static let setLimit = 20

    init(_ report: ImportanceReport) {
        self.report = report
        tables = ImportanceTables(report)
        regressors = tables.regressors.byShare
    }

    var result: VarianceSharesResult { report.result }
    var shares: [VarianceSharesResult.Share] { regressors.map(\.share) }
    /// Parts of R² as percentages, all with the same decimals.
    var format: NumberFormat { tables.format }
    /// "95%".
    var level: String { tables.level }

    /// "6.2% to 40.2%"; nil where there is no interval.
    func interval(_ share: VarianceSharesResult.Share, _ format: NumberFormat) -> String? {
        tables.regressors.first { $0.name == share.regressor }?.interval.map {
            format.text($0.low) + " to " + format.text($0.high)
        }
    }

    var title: String { "What explains the differences in ‘\(result.response)’" }

    var regressorCount: String {
        Words.count(result.shares.count, "regressor", "regressors")
    }

    /// "The 5 regressors explain 70.7% (R² 0.7067) of the variance, in 47 rows."
    func totalLine(_ format: NumberFormat) -> String {
        let whole = format.text(result.rSquared)
        let rows = report.method.rows.map { Words.count($0, "row", "rows") }
        var line = "R² \(FixedPoint.text(result.rSquared, decimals: 4)): \(regressorCount)"
        if !result.always.isEmpty {
            line += ", with \(Words.list(result.always)) always in,"
        }
        let verb = result.shares.count == 1 && result.always.isEmpty ? "explains" : "explain"
        line += " \(verb) \(whole) of the variance"
        if report.method.isOutOfSample {
            let test = report.method.testRows.map { Words.count($0, "test row", "test rows") }
            line += " of \(test ?? "the test rows")"
            line += rows.map { ", fitted on \($0)" } ?? ""
        } else {
            line += rows.map { " of \($0)" } ?? ""
        }
        return line
    }

    /// How it was computed, and how far off it may be.
    var effortLine: String {
        let isCounted = result.subsets < 1e15
        let format = NumberFormat(
            notation: isCounted ? .fixed(decimals: 0) : .scientific(decimals: 2)
        )
        let subsets = format.text(result.subsets)
        guard let error = result.error else {
            return
                "exact: every one of \(subsets) \(result.subsets == 1 ? "subset" : "subsets") was visited"
        }
        let percent = NumberFormat.level(error.confidence)
        return
            "sampled: \(subsets) subsets; with \(percent) confidence all shares together are within "
            + "\(FixedPoint.general(error.distance, digits: 2)) (in R²) of the exact ones"
            + (error.isMet ? "" : ", which is more than was asked for")
    }

    /// Every figure of the page, in order.
    var figures: [Figure] {
        [shareFigure, orderFigure, dominanceFigure, interactionFigure].compactMap { $0 }
    }

    var page: HTMLPage {
        var sections = [
            HTMLPage.Section("What each regressor accounts for", [shareFigure.markup]),
            HTMLPage.Section("Alone, averaged, and after all the others", [orderFigure.markup]),
        ]
        if let dominanceFigure {
            sections.append(
                .init(
                    "How much each adds to few and to many others",
                    [dominanceFigure.markup] + [dominanceTable?.markup].compactMap { $0 }
                )
            )
        }
        if let interactionFigure {
            sections.append(.init("Pairs that overlap", [interactionFigure.markup]))
        }
        if let commonalityTable {
            sections.append(.init("What is explained alone and in common", [commonalityTable]))
        }
        if let measureTable {
            sections.append(.init("Other measures of importance", [measureTable]))
        }
        sections.append(.init("Method", methodSection))
        if let sample = report.sample {
            let test =
                report.testSample.map {
                    SampleTables(ShownSample($0)).markup(caption: "What became of the test rows")
                } ?? []
            sections.append(.init("Rows", SampleTables(ShownSample(sample)).markup() + test))
        }
        sections += [
            HTMLPage.Section("Inputs and options", report.provenance.markup),
            HTMLPage.Section("Glossary", [glossary]),
        ]
        return HTMLPage(
            title: title,
            subtitle: regressorCount
                + (report.method.rows.map { ", " + Words.count($0, "row", "rows") } ?? "")
                + (report.method.testRows.map { ", " + Words.count($0, "test row", "test rows") }
                    ?? ""),
            opening: opening,
            sections: sections,
            footer:
                "Made by Topslice \(report.provenance.version). Figures are rounded for display "
                + "only, so they may miss their total by one in the last digit."
        )
    }
}

extension ImportanceReport {
    /// The report as a self-contained page.
    package var page: HTMLPage { ImportancePage(self).page }

    /// One row an estimate.
    package var csv: CSVTable { ImportanceTables(self).estimates.csv }

    /// The files of the report, in the order of `fileNames`.
    package func files() -> [OutputFile] {
        [
            OutputFile(name: "importance.json", bytes: json.bytes()),
            OutputFile(name: "importance.csv", text: csv.text()),
            OutputFile(name: "report.html", text: page.text()),
        ]
    }
}
