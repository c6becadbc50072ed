import TopsliceAttribution
import TopsliceCohortData
package import TopsliceFormats

/// The report of an attribution as a page, for an evaluator and a finance officer.
///
/// Agencies are shown from the largest contribution to the smallest (ties in the order they were
/// asked for); files for machines keep the order they were asked for.
struct AttributionPage {
    let report: AttributionReport
    let format: OutcomeFormat
    let tables: AttributionTables

    /// Above this many coalitions a page shows only those that matter most.
    static let coalitionLimit = 64
    /// Of more coalitions than that, so many of the least supported and of the most frequent.
    static let extremeCoalitions = 20
    /// Above this many rows a chart can no longer be taken in.
    static let chartLimit = 32

    init(_ report: AttributionReport) {
        self.report = report
        format = OutcomeFormat(report)
        tables = AttributionTables(report)
    }

    /// From the largest to the smallest.
    var contributions: [AttributionResult.AgencyContribution] { tables.ranked }
    var result: AttributionResult { report.result }
    var labels: StudyLabels { report.labels }
    var agencies: [String] { contributions.map(\.agency) }

    /// "95%".
    var level: String { NumberFormat.level(report.method.confidenceLevel) }

    /// Every figure of the page, in order.
    var figures: [Figure] {
        [contributionFigure, waterfallFigure, interactionFigure, claimFigure, supportFigure]
            .compactMap { $0 }
    }

    /// A heading that says of which outcome it is, where there are several.
    private func ofMain(_ heading: String) -> String {
        report.benefits == nil ? heading : "\(heading) (\(labels.name(result.outcome)))"
    }

    /// What the answer is, what weakens it, where it is from: in the order in which a reader needs them.
    private var sections: [HTMLPage.Section] {
        var sections = [
            HTMLPage.Section(
                ofMain("What each agency contributed"),
                finding: contributionFinding,
                [contributionFigure.markup] + [tables.served, tables.orders].map(\.markup)
                    + DivisionTables(report).markup
            ),
            HTMLPage.Section(
                ofMain("From deadweight to the observed outcome"),
                finding: deadweightFinding,
                [waterfallFigure.markup]
            ),
        ]
        sections += report.benefitSections
        if let interactionFigure {
            sections.append(
                .init(
                    ofMain("How the agencies work together"),
                    finding: interactionFinding,
                    [interactionFigure.markup]
                )
            )
        }
        sections += [ModificationTable(report)?.section].compactMap { $0 }
        sections += [
            HTMLPage.Section(
                ofMain("What the agencies would claim separately"),
                finding: claimFinding,
                [claimFigure.markup, tables.claimsPerServed.markup]
            ),
            HTMLPage.Section(
                "Support in the data",
                finding: supportFinding,
                [supportFigure.markup, tables.extrapolation.markup]
                    + (tables.supportBySize.map { [$0.markup] } ?? [])
                    + report.restrictedMarkup
            ),
        ]
        sections += [OverlapPage(report)?.section].compactMap { $0 }
        if let check = CrossCheckTable(report) {
            sections.append(
                .init("The same by weighting", [check.table.markup, .paragraph(check.words)])
            )
        }
        sections.append(
            .init(
                ofMain("What a hidden reason could do"),
                finding: hiddenFinding,
                SensitivityTables(report).sections
            )
        )
        sections += [PlaceboTables(report)?.section].compactMap { $0 }
        sections += SubgroupTables(report).sections
        if let sample = report.sampleTables {
            sections.append(
                .init(
                    "People and rows",
                    finding: sample.finding,
                    sample.markup() + tables.imputation.map(\.markup)
                )
            )
        }
        sections += [report.plan.map { ProtocolTables($0).section }].compactMap { $0 }
        return sections + [
            HTMLPage.Section("Method", methodSection), HTMLPage.Section("Glossary", [glossary]),
            HTMLPage.Section("Inputs and options", report.provenance.markup),
        ]
    }

    var page: HTMLPage {
        HTMLPage(
            title: report.title,
            subtitle: Words.count(result.people, "person", "people") + ", "
                + Words.count(result.agencies.count, "agency", "agencies")
                + (result.clusters.map { ", " + Words.count($0, "cluster", "clusters") } ?? ""),
            opening: opening,
            sections: sections,
            footer: "Made by Topslice \(report.provenance.version). Amounts are per person of the "
                + "whole cohort unless stated otherwise. Figures are rounded for display only, so they "
                + "may miss their total by one in the last digit."
        )
    }
}

extension AttributionReport {
    /// The report as a self-contained page.
    package var page: HTMLPage { AttributionPage(self).page }

    /// The files of the report, in the order of `fileNames`.
    package func files() throws -> [OutputFile] {
        [
            OutputFile(name: "attribution.json", bytes: json.bytes()),
            OutputFile(name: "attribution.csv", text: attributionTable.text()),
            OutputFile(name: "coalitions.csv", text: coalitionsTable.text()),
            OutputFile(
                name: "sensitivity.csv",
                text: SensitivityTables(self).findings.csv.text()
            ),
            OutputFile(
                name: "balance.csv",
                text: (OverlapTables(self)?.balance ?? OverlapTables.emptyBalance).csv.text()
            ),
        ]
            + (subgroups.isEmpty
                ? []
                : [
                    OutputFile(name: "groups.csv", text: SubgroupTables(self).groups.csv.text())
                ])
            + [
                OutputFile(name: "report.html", text: page.text()),
                OutputFile(name: "attribution.xlsx", bytes: try workbook.bytes()),
            ] + benefitFiles()
    }
}
