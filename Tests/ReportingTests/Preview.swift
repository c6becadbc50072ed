import Glibc
import Testing

@testable import Reporting

@Suite struct Preview {
    @Test(.enabled(if: getenv("PREVIEW") != nil)) func pages() throws {
        for (name, result, scale) in [
            ("two", SampleAttribution.two, OutcomeScale.amount(unit: "arrests")),
            ("four", SampleAttribution.four, .proportion),
            ("ten", SampleAttribution.ten, .amount(unit: "days")),
        ] {
            try OutputFolder("/tmp/preview-" + name).write(
                SampleAttribution.report(result, scale: scale).files(),
                force: true
            )
        }
        try OutputFolder("/tmp/preview-book").write(
            [OutputFile(name: "fund.xlsx", bytes: try WorkbookTests.fund.bytes())],
            force: true
        )
        print(SampleAttribution.report(SampleAttribution.four, scale: .proportion).terminalText)
        var sections: [HTMLPage.Section] = []
        let table = HTMLTable(caption: "t", columns: [.words("a")], rows: [["x"]])
        for (name, values) in SampleCharts.awkward
        where ["ordinary", "tiny", "money", "all zero", "negative"].contains(name) {
            sections.append(
                .init(
                    name,
                    SampleCharts.charts(values).enumerated().map {
                        Figure(
                            id: name.filter { $0 != " " } + "\($0.offset)",
                            title: "\(type(of: $0.element))",
                            summary: "s",
                            chart: $0.element,
                            table: table
                        ).markup
                    }
                )
            )
        }
        let time = LineChart(
            series: [
                .init(
                    name: "topslice",
                    points: [
                        .init(10, 4e-5), .init(15, 2e-4), .init(20, 1e-3), .init(25, 0.03),
                        .init(30, 0.5),
                    ]
                ),
                .init(
                    name: "relaimpo (R)",
                    points: [.init(10, 0.061), .init(15, 2.1), .init(20, 103)]
                ),
                .init(name: "pingouin (Python)", points: [.init(15, 1.2), .init(20, 87)]),
                .init(name: "domir (R)", points: [.init(10, 1.4)]),
                .init(name: "dominanceanalysis (R)", points: [.init(10, 1.8)]),
            ],
            x: .init(.linear, title: "Number of regressors p"),
            y: .init(.logarithmic, title: "Time, seconds (logarithmic)")
        )
        sections.append(
            .init(
                "time",
                [
                    Figure(
                        id: "time",
                        title: "Time against p",
                        summary: "s",
                        chart: time,
                        table: table
                    ).markup,
                    Figure(
                        id: "flow",
                        title: "Flows",
                        summary: "s",
                        chart: SampleCharts.flows,
                        table: table
                    ).markup,
                ]
            )
        )
        let page = HTMLPage(
            title: "Charts",
            subtitle: "s",
            opening: [],
            sections: sections,
            footer: "f"
        )
        try OutputFolder("/tmp/preview-charts").write(
            [
                OutputFile(name: "report.html", text: page.text()),
                OutputFile(
                    name: "time.svg",
                    text: time.drawing(width: 720).svgFile(title: "t", summary: "s")
                ),
            ],
            force: true
        )
    }
}
