import Testing

@testable import TopsliceReports

@Suite struct ChartGeometryTests {
    /// Half a pixel: what rounding of coordinates may cost.
    static let slack = 0.5

    /// Words that hang over the edge, words that touch, and shapes outside the canvas.
    static func faults(of drawing: Drawing) -> [String] {
        var faults: [String] = []
        func check(_ box: Drawing.Box, _ name: String) {
            let isFinite = [box.left, box.top, box.right, box.bottom].allSatisfy(\.isFinite)
            if !isFinite || box.left < -slack || box.top < -slack
                || box.right > drawing.width + slack || box.bottom > drawing.height + slack
            {
                faults.append("\(name) at \(box) outside \(drawing.width) × \(drawing.height)")
            }
        }
        for mark in drawing.marks {
            switch mark {
            case .label(let label): check(label.box, "'\(label.text)'")
            case .box(let box, _, _, _): check(box, "a bar")
            case .line(let from, let to, _, _, _):
                check(.init(left: from.x, top: from.y, right: to.x, bottom: to.y), "a line")
            case .curve(let points, _, _), .polygon(let points, _, _):
                for point in points {
                    check(
                        .init(left: point.x, top: point.y, right: point.x, bottom: point.y),
                        "a point"
                    )
                }
            case .circle(let centre, _, _, _):
                check(
                    .init(left: centre.x, top: centre.y, right: centre.x, bottom: centre.y),
                    "a circle"
                )
            case .ribbon(let ribbon, _, _):
                check(ribbon.start, "a band")
                check(ribbon.end, "a band")
            }
        }
        let labels = drawing.labels
        for (position, one) in labels.enumerated() {
            for other in labels[..<position]
            where one.box.left < other.box.right - slack && other.box.left < one.box.right - slack
                && one.box.top < other.box.bottom - slack
                && other.box.top < one.box.bottom - slack
            {
                faults.append("'\(one.text)' runs into '\(other.text)'")
            }
        }
        return faults
    }

    @Test(arguments: SampleCharts.awkward.indices, [324.0, 720])
    func wordsStayInsideAndApart(set: Int, width: Double) {
        let values = SampleCharts.awkward[set].values
        for chart in SampleCharts.charts(values) {
            let faults = Self.faults(of: chart.drawing(width: width))
            #expect(
                faults.isEmpty,
                "\(type(of: chart)), \(SampleCharts.awkward[set].name): \(faults.prefix(4))"
            )
        }
    }

    @Test(arguments: [324.0, 720])
    func flowsStayInside(width: Double) {
        #expect(Self.faults(of: SampleCharts.flows.drawing(width: width)).isEmpty)
    }

    @Test func theFiguresOfReportsWithTwoFourAndTenAgenciesAreClean() {
        for result in [SampleAttribution.two, SampleAttribution.four, SampleAttribution.ten] {
            for scale in [OutcomeScale.proportion, .amount(unit: "days in hospital")] {
                let page = AttributionPage(SampleAttribution.report(result, scale: scale))
                for figure in page.figures {
                    for width in [Figure.narrow, Figure.wide] {
                        let faults = Self.faults(of: figure.chart.drawing(width: width))
                        #expect(faults.isEmpty, "\(figure.id): \(faults.prefix(4))")
                    }
                }
            }
        }
    }

    @Test(arguments: SampleCharts.awkward.indices)
    func intervalsHoldTheirMarks(set: Int) {
        let values = SampleCharts.awkward[set].values
        guard let forest = SampleCharts.charts(values).first else { return }
        var lines: [(from: Double, to: Double, y: Double)] = []
        var marks: [(x: Double, y: Double)] = []
        for mark in forest.drawing(width: 720).marks {
            switch mark {
            case .line(let from, let to, .positive, _, _), .line(let from, let to, .negative, _, _):
                if from.y == to.y { lines.append((from.x, to.x, from.y)) }
            case .box(let box, _, .positive, _), .box(let box, _, .negative, _):
                marks.append(((box.left + box.right) / 2, (box.top + box.bottom) / 2))
            case .polygon(let points, _, _): marks.append((points[1].x, points[0].y))
            default: break
            }
        }
        #expect(marks.count == values.count)
        for (line, mark) in zip(lines, marks) {
            #expect(line.y == mark.y)
            #expect(line.from <= mark.x + 1e-9 && mark.x <= line.to + 1e-9)
        }
    }

    @Test func waterfallStepsLeadFromTheFirstLevelToTheLast() {
        let chart = WaterfallChart(
            startLabel: "start",
            start: 50,
            steps: [.init(label: "a", change: 8), .init(label: "b", change: -3)],
            endLabel: "end",
            namesHeading: "",
            figuresHeading: "",
            axisTitle: "",
            format: .count,
            changeFormat: .count
        )
        #expect(chart.levels == [50, 58, 55])
        let bars = chart.drawing(width: 720).marks.compactMap { mark -> Drawing.Box? in
            switch mark {
            case .box(let box, .level, _, _), .box(let box, .positive, _, _),
                .box(let box, .negative, _, _):
                box
            default: nil
            }
        }
        #expect(bars.count == 4)
        #expect(bars[0].right == bars[1].left)
        #expect(bars[1].right == bars[2].right)
        #expect(bars[2].left == bars[3].right)
        // Lengths are in proportion to the numbers.
        #expect(abs(bars[1].width / bars[0].width - 8.0 / 50) < 1e-9)
        #expect(abs(bars[2].width / bars[0].width - 3.0 / 50) < 1e-9)
    }

    @Test func anAxisThatDoesNotBeginAtZeroSaysSo() {
        let chart = WaterfallChart(
            startLabel: "start",
            start: 1000,
            steps: [.init(label: "a", change: 2)],
            endLabel: "end",
            namesHeading: "",
            figuresHeading: "",
            axisTitle: "days",
            format: .count,
            changeFormat: .count
        )
        let words = chart.drawing(width: 720).labels.map(\.text)
        #expect(words.contains("days (axis does not begin at zero)"))
        #expect(!words.contains("0"))
    }

    @Test func bandsLeaveAndArriveWithTheSameWidth() {
        var total = 0.0
        for mark in SampleCharts.flows.drawing(width: 720).marks {
            guard case .ribbon(let ribbon, _, _) = mark else { continue }
            #expect(abs(ribbon.start.height - ribbon.end.height) < 1e-9)
            total += ribbon.start.height
        }
        // Two columns of flows, each as tall as the whole pot.
        #expect(abs(total - 2 * 260) < 1e-6)
    }
}
