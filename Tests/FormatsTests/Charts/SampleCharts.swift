import TopsliceFormats

/// Charts with ordinary and with awkward numbers and names.
enum SampleCharts {
    static let longNames = [
        "Strategic Housing and Homelessness Prevention Service (Northern and Eastern Districts)",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "a_name_written_with_underscores_as_columns_are", "x", "", "健康サービス東部地区統合運営委員会",
        "<script>alert(1)</script>", "Children's Services",
    ]

    /// Sets of numbers a chart must survive.
    static let awkward: [(name: String, values: [Double])] = [
        ("ordinary", [5.9, 3.2, 0.6, -0.6]),
        ("all zero", [0, 0, 0]),
        ("one", [1234.5]),
        ("negative", [-3, -0.2, -17]),
        ("tiny", [1.2e-12, -3e-13, 0]),
        ("huge", [3.4e17, -1.1e17, 2e16]),
        ("money", [2_700_000, 40_000_000, -1_250_000]),
        ("mixed", [1e-6, 1, 1e6]),
        ("extreme", [1.7e308, -1.7e308]),
        ("forty", (0..<40).map { Double(($0 * 37) % 41) - 12.5 }),
    ]

    static func format(_ values: [Double]) -> NumberFormat {
        .fitting(values, digits: 3, sign: .always)
    }

    static func name(_ position: Int) -> String {
        longNames[position % longNames.count]
    }

    /// As parts of their largest.
    private static func parts(_ values: [Double]) -> [Double] {
        let largest = values.map(\.magnitude).max() ?? 0
        return values.map { largest > 0 ? $0.magnitude / largest : 0 }
    }

    /// Every kind of chart over the values.
    static func charts(_ values: [Double]) -> [any Chart] {
        let format = format(values)
        let square = values.prefix(12)
        return [
            ForestChart(
                rows: values.enumerated().map { position, value in
                    .init(
                        label: name(position),
                        estimate: value,
                        low: value - abs(value) * 0.4,
                        high: value + abs(value) * 0.7,
                        isTotal: position == values.count - 1
                    )
                },
                namesHeading: "Agency",
                figuresHeading: "points (95% interval)",
                axisTitle: "percentage points of all the people who were analysed in the study",
                format: format
            ),
            LoveChart(
                rows: values.enumerated().map { position, value in
                    .init(
                        label: name(position),
                        before: value.magnitude,
                        after: position == 2 ? nil : value.magnitude / 7,
                        isTotal: position == values.count - 1
                    )
                },
                limit: 0.1,
                namesHeading: "Column",
                figuresHeading: "as they are → weighted",
                axisTitle: "difference in standard deviations, without its sign",
                names: ("as they are", "weighted"),
                format: format
            ),
            MirrorChart(
                upper: parts(values),
                lower: parts(values.reversed()),
                outline: parts(values),
                ends: 0...100,
                names: (longNames[0], "others", "others, weighted"),
                xTitle: "chance of service by " + longNames[0],
                yTitle: "part of each group"
            ),
            WaterfallChart(
                startLabel: "Deadweight: no agency at work",
                start: values[0],
                steps: values.enumerated().map { .init(label: name($0), change: $1 / 3) },
                endLabel: "Observed",
                namesHeading: "Step",
                figuresHeading: "days",
                axisTitle: "days per person",
                format: format,
                changeFormat: format
            ),
            BarChart(
                bars: values.enumerated().map { .init(label: name($0), value: $1) },
                namesHeading: "At work",
                figuresHeading: "People",
                axisTitle: "people",
                format: format
            ),
            GroupedBarChart(
                series: ["Attributed", "Claimed: served against not served", "Claimed: before"],
                groups: values.enumerated().map {
                    .init(label: name($0), values: [$1, $1 / 2, $0 % 2 == 0 ? nil : -$1 / 2])
                },
                namesHeading: "Agency",
                axisTitle: "points",
                format: format
            ),
            MatrixChart(
                names: square.indices.map(name),
                values: square.indices.map { row in
                    square.indices.map { $0 < row ? square[$0] - square[row] / 2 : nil }
                },
                negativeMeaning: "overlap: less together than the sum",
                positiveMeaning: "reinforce",
                unit: "points",
                format: format
            ),
            LineChart(
                series: values.prefix(6).enumerated().map { number, value in
                    .init(
                        name: name(number),
                        points: (1...5).map { .init(Double($0), value * Double($0 * $0)) }
                    )
                },
                x: .init(.linear, title: "Regressors"),
                y: .init(.linear, title: "Time, seconds")
            ),
            LineChart(
                series: values.prefix(6).enumerated().map { number, value in
                    .init(
                        name: name(number),
                        points: (1...5).map { .init(Double($0 * 10), abs(value) * Double($0)) }
                    )
                },
                x: .init(.logarithmic, title: "Rows"),
                y: .init(.logarithmic, title: "Time, seconds")
            ),
        ]
    }

    /// Three departments top-sliced by 2%, 1.5% and 1% of £40m, £60m and £100m.
    static let flows = SankeyChart(
        nodes: [
            .init(id: "a", label: "Strategic Housing", amount: "£800,000.00", column: 0),
            .init(id: "b", label: "Children's Services", amount: "£900,000.00", column: 0),
            .init(id: "c", label: "Adult Social Care", amount: "£1,000,000.00", column: 0),
            .init(id: "pot", label: "Pooled fund", amount: "£2,700,000.00", column: 1),
            .init(id: "x", label: "Outreach and prevention", amount: "£2,000,000.00", column: 2),
            .init(id: "y", label: "Supported lodgings", amount: "£650,000.00", column: 2),
            .init(id: "z", label: "Evaluation", amount: "£50,000.00", column: 2),
        ],
        flows: [
            .init(from: "a", to: "pot", size: 800, amount: "£800,000.00"),
            .init(from: "b", to: "pot", size: 900, amount: "£900,000.00"),
            .init(from: "c", to: "pot", size: 1000, amount: "£1,000,000.00"),
            .init(from: "pot", to: "x", size: 2000, amount: "£2,000,000.00"),
            .init(from: "pot", to: "y", size: 650, amount: "£650,000.00"),
            .init(from: "pot", to: "z", size: 50, amount: "£50,000.00"),
        ],
        columnTitles: ["Funder", "Pot", "Line"]
    )
}
