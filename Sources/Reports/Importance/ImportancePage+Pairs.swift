internal import TopsliceFormats
import TopsliceVarianceShares

extension ImportancePage {
    /// Nil where pairs were not compared.
    var interactionFigure: Figure? {
        let pairs = report.further.interactions
        guard !pairs.isEmpty else { return nil }
        let names = shares.prefix(Self.pairChartLimit).map(\.regressor)
        let position = Dictionary(
            names.enumerated().map { ($0.element, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        let empty = [Double?](repeating: nil, count: names.count)
        var values = [[Double?]](repeating: empty, count: names.count)
        for pair in pairs {
            guard let one = position[pair.first], let other = position[pair.second] else {
                continue
            }
            values[max(one, other)][min(one, other)] = pair.value
        }
        let strongest = pairs.enumerated().sorted { left, right in
            let sizes = (left.element.value.magnitude, right.element.value.magnitude)
            return sizes.0 == sizes.1 ? left.offset < right.offset : sizes.0 > sizes.1
        }.map(\.element)
        let shown = strongest.prefix(Self.pairLimit)
        let left = strongest.count - shown.count
        let ownFormat = tables.interactionFormat
        return Figure(
            id: "fig-interactions",
            title: "Pairs of regressors that overlap or bring each other out"
                + remainder(names.count),
            summary: strongest.first.map {
                "The strongest pair is \($0.first) with \($0.second), \(ownFormat.text($0.value)) "
                    + "percentage points."
            } ?? "",
            chart: MatrixChart(
                names: names,
                values: values,
                negativeMeaning: "tell the same",
                positiveMeaning: "help each other",
                unit: "percentage points of the variance",
                format: ownFormat
            ),
            table: tables.interactions(
                Array(shown),
                caption:
                    "Interaction of each pair, percentage points of the variance, strongest first"
                    + (left > 0 ? " (\(left) weaker pairs are in importance.csv)" : "")
            ).page(),
            note: "The Shapley interaction of R²: how much two explain together beyond what they "
                + "explain apart, averaged over subsets of the others."
        )
    }

    /// The largest parts of R² that sets of regressors explain in common; nil for too many regressors.
    var commonalityTable: Markup? {
        let parts = report.further.commonality
        guard parts.count > 1 else { return nil }
        let largest = parts.enumerated().sorted { left, right in
            let sizes = (left.element.value.magnitude, right.element.value.magnitude)
            return sizes.0 == sizes.1 ? left.offset < right.offset : sizes.0 > sizes.1
        }.prefix(Self.setLimit).map(\.element)
        let left = parts.count - largest.count
        return tables.commonality(
            largest,
            caption:
                "Variance explained in common by exactly these regressors, per cent, largest first"
                + (left > 0
                    ? " (\(NumberFormat.count.text(Double(left))) smaller ones are in importance.csv)"
                    : "")
        ).page().markup
    }

    /// Measures that other programs give, side by side; nil where none is defined.
    var measureTable: Markup? {
        let listed = Array(regressors.prefix(Self.tableLimit))
        return tables.measures(
            of: listed,
            caption: "Per cent of the variance" + remainder(listed.count)
        )?.page().markup
    }
}
