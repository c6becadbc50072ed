internal import TopsliceFormats
import TopsliceVarianceShares

extension ImportancePage {
    /// The players in the order of the page, each with its number in the result.
    private var byShare: [(number: Int, name: String)] {
        let number = Dictionary(
            result.shares.enumerated().map { ($0.element.regressor, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        return shares.compactMap { share in
            number[share.regressor].map { ($0, share.regressor) }
        }
    }

    /// Nil where contributions by size were not computed (unions, sampling) or there is one size only.
    var dominanceFigure: Figure? {
        guard result.conditional.count > 1 else { return nil }
        let drawn = byShare.prefix(Self.lineLimit)
        let listed = byShare.prefix(Self.tableLimit)
        let sizes = result.conditional.indices
        return Figure(
            id: "fig-dominance",
            title: "What each adds, by how many others are already in" + remainder(drawn.count),
            summary: drawn.first.map { first in
                "\(first.name) adds \(format.text(result.conditional[0][first.number])) to nothing and "
                    + "\(format.text(result.conditional.last?[first.number])) to all the others."
            } ?? "",
            chart: LineChart(
                series: drawn.map { player in
                    .init(
                        name: player.name,
                        points: sizes.map {
                            .init(Double($0), result.conditional[$0][player.number] * 100)
                        }
                    )
                },
                x: .init(.linear, title: "other regressors already in"),
                y: .init(.linear, title: "added on average, per cent of the variance")
            ),
            table: tables.conditional(
                of: listed.map(\.number),
                caption: "Variance added on average, per cent, by the number of others already in"
                    + remainder(listed.count)
            ).page(),
            note:
                "A regressor whose line lies above another’s throughout dominates it conditionally "
                + "(Azen and Budescu 2003). A line that falls tells what others tell too; one that "
                + "rises needs others to come out."
        )
    }

    /// Who dominates whom, pair by pair; nil where single subsets were not compared.
    var dominanceTable: HTMLTable? {
        guard let dominance = report.further.dominance, !dominance.pairs.isEmpty else { return nil }
        let place = Dictionary(
            byShare.enumerated().map { ($0.element.name, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        // The regressor with the larger share stands first.
        let ordered = dominance.pairs.sorted { left, right in
            let a = [left.first, left.second].compactMap { place[$0] }.sorted()
            let b = [right.first, right.second].compactMap { place[$0] }.sorted()
            return a.lexicographicallyPrecedes(b)
        }
        let listed = ordered.prefix(Self.pairLimit)
        let left = ordered.count - listed.count
        return tables.dominance(
            listed.map { pair in
                place[pair.first, default: 0] > place[pair.second, default: 0] ? pair.turned : pair
            },
            caption: "Which of two adds more: in every subset (complete), on average at every size "
                + "(conditional), on the whole (general)"
                + (left > 0 ? "; \(left) more pairs are in importance.json" : "")
        ).page()
    }
}

extension DominanceAnalysis.Pair {
    /// The same said of the second and the first.
    fileprivate var turned: Self {
        var pair = self
        (pair.first, pair.second) = (second, first)
        pair.complete = complete.turned
        pair.conditional = conditional.turned
        pair.general = general.turned
        pair.firstAddsMore = 1 - firstAddsMore
        return pair
    }
}

extension DominanceAnalysis.Relation {
    fileprivate var turned: Self {
        switch self {
        case .first: .second
        case .second: .first
        case .equal, .neither: self
        }
    }
}
