import TopsliceApportionment
internal import TopsliceFormats
import TopsliceMoney
import TopsliceSharing
import TopsliceStudies

/// Where the cost of service departments ends, as a page.
struct ServicesPage {
    let report: ServicesReport
    private let format = NumberFormat(notation: .fixed(decimals: 2))

    /// Above so many departments a drawing of flows can no longer be taken in.
    private static let chartLimit = 24

    init(_ report: ServicesReport) {
        self.report = report
    }

    private var run: ServicesRun { report.run }

    var page: HTMLPage {
        HTMLPage(
            title: "What service departments cost the others",
            subtitle: "\(run.total.shown), \(run.method.title)",
            opening: PageParts.opening(
                answer: answer,
                cards: [],
                warnings: run.warnings.map(\.words)
            ),
            sections: [
                .init("What each department bears", [costs]),
                .init("How every pound got there", [streams]),
                .init("Method", [.paragraph(method)]),
                .init("Journal", JournalReport.markup(run.journal, caption: "Journal")),
                .init("Inputs and options", report.provenance.markup),
            ],
            footer:
                "Made by Topslice \(report.provenance.version). Final departments bear exactly what "
                + "all departments spent."
        )
    }

    private var method: String {
        let meaning = run.method.meaning
        let order =
            run.order.isEmpty
            ? "" : " Services were closed in the order \(run.order.joined(separator: ", "))."
        return "The \(run.method.title): \(meaning).\(order)"
    }

    private var answer: [String] {
        let borne = run.finals.compactMap { final in final.amount.map { (final, $0) } }
        let largest = borne.max { $0.1 < $1.1 }
        var sentences = [
            "\(Words.count(run.services.count, "service department", "service departments")) spent "
                + "\(run.spentByServices.shown), which "
                + Words.count(run.finals.count, "final department bears", "final departments bear")
                + " beside their own costs."
        ]
        if let (largest, amount) = largest {
            sentences.append(
                "\(largest.name) bears most: \(amount.shown), of which \(largest.directCost.shown) is "
                    + "its own."
            )
        }
        return sentences
    }

    private var costs: Markup {
        let table = report.costsTable.page()
        return Figure(
            id: "costs",
            title: "Own cost and what is borne in the end",
            summary:
                "Two bars a final department: what it spent itself, and what it bears after services "
                + "have been passed on.",
            chart: GroupedBarChart(
                series: ["Direct cost", "Bears in the end"],
                groups: run.finals.map {
                    .init(
                        label: $0.name,
                        values: [$0.directCost.length, $0.fullCost.approximate]
                    )
                },
                namesHeading: "Department",
                axisTitle: run.total.currency.code,
                format: format,
                isSigned: false
            ),
            table: table
        ).markup
    }

    private var streams: Markup {
        var streams = report.streamsTable
        streams.totalLabel = nil
        let table = streams.page()
        guard run.departments.count <= Self.chartLimit else { return table.markup }
        return Figure(
            id: "streams",
            title: "From who spent to who bears",
            summary:
                "Bands from the departments that spent money to those that bear it in the end, as "
                + "wide as the amounts.",
            chart: flows,
            table: table,
            note: "Amounts in words stand beside the names."
        ).markup
    }

    /// A department on either side of the drawing.
    private enum Place: Hashable {
        case spent(String)
        case bears(String)
    }

    private var flows: SankeyChart<Place> {
        let origins = run.departments.filter { $0.directCost.isPositive }
        return SankeyChart(
            nodes: origins.map {
                .init(id: .spent($0.name), label: $0.name, amount: $0.directCost.shown, column: 0)
            }
                + run.finals.map {
                    .init(
                        id: .bears($0.name),
                        label: $0.name,
                        amount: $0.amount?.shown ?? "",
                        column: 1
                    )
                },
            flows: origins.flatMap { origin in
                run.finals.compactMap { final in
                    run.flow(from: origin.name, to: final.name).map {
                        .init(
                            from: .spent(origin.name),
                            to: .bears(final.name),
                            size: $0.approximate,
                            amount: format.text($0)
                        )
                    }
                }
            },
            columnTitles: ["Spent by", "Borne by"]
        )
    }
}
