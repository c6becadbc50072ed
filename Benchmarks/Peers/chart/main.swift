import TopsliceFormats

// A chart of processor seconds against the number of rows or columns, from the table of Benchmarks/scaling.py on standard input to an
// SVG on standard output. Argument: rows or columns.

let against = CommandLine.arguments.dropFirst().first ?? "rows"
var names: [String] = []
var points: [String: [LineChart.Point]] = [:]
_ = readLine()
while let line = readLine() {
    let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard fields.count > 4, fields[0] == against, let size = Double(fields[2]),
        let seconds = Double(fields[4])
    else { continue }
    if points[fields[1]] == nil { names.append(fields[1]) }
    points[fields[1], default: []].append(.init(size, seconds))
}
let chart = LineChart(
    series: names.map { .init(name: $0, points: points[$0] ?? []) },
    x: .init(
        .logarithmic,
        title: against == "rows" ? "rows of 20 regressors" : "regressors, 30,000 rows"
    ),
    y: .init(.logarithmic, title: "processor seconds")
)
let ends = names.compactMap { name in
    points[name]?.last.map { "\(name): \($0.y) seconds for \(Int($0.x)) \(against)" }
}
print(
    chart.drawing(width: 720).svgFile(
        title: "Processor time of least squares from a Parquet file by number of \(against)",
        summary: ends.joined(separator: "; ") + "."
    ),
    terminator: ""
)
