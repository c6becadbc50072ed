import TopsliceFormats

// The chart of time against the number of regressors, from `tool,regressors,seconds,source` on standard input to an
// SVG on standard output. Benchmarks/Importance/times makes the table and calls this.

var names: [String] = []
var points: [String: [LineChart.Point]] = [:]
_ = readLine()
while let line = readLine() {
    let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard fields.count == 4, let regressors = Double(fields[1]), let seconds = Double(fields[2])
    else { continue }
    let name = fields[3] == "measured" ? fields[0] : "\(fields[0]) (\(fields[3]))"
    if points[name] == nil { names.append(name) }
    points[name, default: []].append(.init(regressors, seconds))
}
let chart = LineChart(
    series: names.map { .init(name: $0, points: points[$0] ?? []) },
    x: .init(.linear, title: "regressors, every subset visited"),
    y: .init(.logarithmic, title: "seconds")
)
let ends = names.compactMap { name in
    points[name]?.last.map { "\(name): \($0.y) seconds for \(Int($0.x)) regressors" }
}
print(
    chart.drawing(width: 720).svgFile(
        title: "Time for exact shares of explained variance against the number of regressors",
        summary: ends.joined(separator: "; ") + "."
    ),
    terminator: ""
)
