import Testing
import TopsliceTestSupport

@testable import TopsliceFormats

@Suite struct ChartGeometryTests {
    @Test(arguments: SampleCharts.awkward.indices, [324.0, 720])
    func wordsStayInsideAndApart(set: Int, width: Double) {
        let values = SampleCharts.awkward[set].values
        for chart in SampleCharts.charts(values) {
            let faults = DrawingFaults.faults(of: chart.drawing(width: width))
            #expect(
                faults.isEmpty,
                "\(type(of: chart)), \(SampleCharts.awkward[set].name): \(faults.prefix(4))"
            )
        }
    }

    @Test(arguments: [324.0, 720])
    func flowsStayInside(width: Double) {
        #expect(DrawingFaults.faults(of: SampleCharts.flows.drawing(width: width)).isEmpty)
    }

    @Test(arguments: SampleCharts.awkward.indices)
    func intervalsHoldTheirMarks(set: Int) throws {
        let values = SampleCharts.awkward[set].values
        let forest = try #require(SampleCharts.charts(values).first)
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
        // An end that is not finite (the largest numbers there are) has no line.
        let bounded = zip(values, marks).filter { value, _ in
            (value - abs(value) * 0.4).isFinite && (value + abs(value) * 0.7).isFinite
        }
        try #require(lines.count == bounded.count)
        for (line, (_, mark)) in zip(lines, bounded) {
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

    /// Small steps fill an axis of their own, and each has its interval about where it ends.
    @Test func stepsAreDrawnFromTheFirstLevelOnWithTheirIntervals() throws {
        let chart = WaterfallChart(
            startLabel: "start",
            start: 50,
            steps: [.init(label: "a", change: 8, interval: 6...10)],
            endLabel: "end",
            namesHeading: "",
            figuresHeading: "",
            axisTitle: "",
            format: .count,
            changeFormat: .count,
            isOfSteps: true
        )
        let marks = chart.drawing(width: 720).marks
        let step = try #require(
            marks.compactMap { mark -> Drawing.Box? in
                if case .box(let box, .positive, _, _) = mark { box } else { nil }
            }.first
        )
        // A sixth of an axis from zero; most of one of its own.
        #expect(step.width > 150)
        let middle = (step.top + step.bottom) / 2
        let whisker = try #require(
            marks.compactMap { mark -> (Double, Double)? in
                guard case .line(let from, let to, .ink, _, _) = mark, from.y == middle,
                    to.y == middle
                else { return nil }
                return (from.x, to.x)
            }.first
        )
        let unit = step.width / 8
        #expect(abs(whisker.0 - (step.right - 2 * unit)) < 1e-9)
        #expect(abs(whisker.1 - (step.right + 2 * unit)) < 1e-9)
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
