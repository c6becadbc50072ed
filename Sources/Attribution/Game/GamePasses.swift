internal import TopsliceCohortData
internal import TopsliceRegression

/// The passes over the rows that gather the game, its gradients and its influences.
struct GamePasses {
    let rows: CohortRows
    let model: AgencyModel
    let layout: GameLayout
    let support: SupportTable
    private let gaps: SupportGaps

    init(rows: CohortRows, model: AgencyModel, layout: GameLayout, support: SupportTable) {
        self.rows = rows
        self.model = model
        self.layout = layout
        self.support = support
        gaps = support.gaps(playerCount: layout.playerCount)
    }

    struct Gathered {
        var sums: GameSums
        let slices: [ClusterSlice]
        /// People for whom every coalition has support.
        let fullySupported: Int
    }

    /// One pass, and further ones only where the games of all clusters do not fit in memory at once.
    ///
    /// - `clusterCount`: nil for independent people.
    func run(clusterCount: Int?) throws -> Gathered {
        let clustersAtOnce = max(1, CohortAttribution.mostClusterNumbers >> layout.playerCount)
        var slices: [Range<Int>] = []
        var start = 0
        while let clusterCount, start < clusterCount {
            let end = min(clusterCount, start + clustersAtOnce)
            slices.append(start..<end)
            start = end
        }
        if slices.count > CohortAttribution.mostSlices { slices = [] }
        var gathered: [ClusterSlice] = []
        var sums: GameSums?
        for slice in slices.isEmpty ? [0..<0] : slices {
            let pass = try run(clusterCount: clusterCount, slice: slice)
            if !slice.isEmpty {
                gathered.append(ClusterSlice(clusters: slice, dividends: pass.clusterDividends))
            }
            sums = sums ?? pass
        }
        let whole =
            sums
            ?? GameSums(
                layout,
                model,
                support,
                gaps,
                clusterCount: clusterCount,
                slice: 0..<0
            )
        return Gathered(sums: whole, slices: gathered, fullySupported: whole.fullySupported)
    }

    private func run(clusterCount: Int?, slice: Range<Int>) throws -> GameSums {
        let (model, layout, support, gaps) = (model, layout, support, gaps)
        let centre = layout.centre
        var states = try rows.forEachBlock(
            makeState: { _ in
                (
                    sums: GameSums(
                        layout,
                        model,
                        support,
                        gaps,
                        clusterCount: clusterCount,
                        slice: slice
                    ),
                    design: DesignRows(model.design)
                )
            },
            body: { state, block in
                state.design.fill(block, origin: centre, constant: true)
                state.sums.add(block, design: state.design)
            }
        )
        var result = GameSums(
            layout,
            model,
            support,
            gaps,
            clusterCount: clusterCount,
            slice: slice
        )
        // Each is let go once it is merged, in the order of the threads.
        states.reverse()
        while let state = states.popLast() { result.merge(state.sums) }
        return result.finished()
    }
}
