internal import TopsliceOptions
internal import TopsliceCohortData
internal import TopsliceRecords
internal import TopsliceRegression
internal import TopsliceVarianceShares

extension ImportanceRequest {
    /// Regressors up to which intervals are computed without being asked for: a second or so.
    static let mostForIntervals = 20
    /// Numbers that rows to be drawn anew may take in memory: 512 MiB.
    static let mostRowNumbers = 1 << 26

    /// Bootstrap percentiles where replicates were asked for; else influence functions where they are defined and
    /// quick; else a jackknife over clusters; nil where there is a reason against them.
    func intervals(
        _ input: ImportanceInput,
        _ structure: PlayerStructure,
        _ result: VarianceSharesResult,
        _ control: WalkControl
    ) throws -> ShareIntervals? {
        if let bootstrap {
            return try ClusterBootstrap.compute(
                try input.units(),
                players: structure,
                options: .init(
                    replicates: bootstrap,
                    level: confidenceLevel,
                    seed: seed,
                    threads: threads
                ),
                control: control
            )
        }
        if let intervals = input.rowIntervals { return intervals }
        guard reasonAgainstIntervals(input, result) == nil else { return nil }
        guard hasInfluences(input, structure, result) else {
            return try jackknife(input, structure, result, control)
        }
        return try InfluenceIntervals.compute(
            try input.units(),
            players: structure,
            level: confidenceLevel,
            control: control
        )
    }

    /// Nil where some regressor varies within one group only, so that the group cannot be left out.
    private func jackknife(
        _ input: ImportanceInput,
        _ structure: PlayerStructure,
        _ result: VarianceSharesResult,
        _ control: WalkControl
    ) throws -> ShareIntervals? {
        do {
            return try GroupJackknife.compute(
                try input.units(),
                estimate: result,
                level: confidenceLevel
            ) { products in
                try shares(products, test: nil, structure, control)
            }
        } catch VarianceSharesError.constantRegressor {
            return nil
        }
    }

    /// Why shares come without intervals; nil where they need not.
    func reasonAgainstIntervals(
        _ input: ImportanceInput,
        _ result: VarianceSharesResult
    ) -> NoIntervals? {
        if case .matrix = source { return .matrix }
        if input.test != nil { return .testRows }
        guard input.hasClusters else {
            if input.cluster != nil { return .oneCluster }
            if input.isFromMoments { return .momentsWithoutClusters }
            if !result.dependencies.isEmpty { return .dependentRegressors }
            return .tooManyRegressors(limit: Self.mostForIntervals)
        }
        guard result.method == .exact, result.subsets > 0x1p30 else { return nil }
        return .tooManySubsets(groups: GroupJackknife.groups)
    }

    /// Whether influence functions are defined, and take a second or so.
    private func hasInfluences(
        _ input: ImportanceInput,
        _ structure: PlayerStructure,
        _ result: VarianceSharesResult
    ) -> Bool {
        let columns = input.products.names.count
        return result.method == .exact && result.dependencies.isEmpty
            && ImportancePlayers.decided(structure, columns: columns) <= Self.mostForIntervals
    }

    func cautions(
        _ result: VarianceSharesResult,
        _ intervals: ShareIntervals?,
        _ input: ImportanceInput
    ) -> [ImportanceCaution] {
        var cautions = result.dependencies.map { ImportanceCaution.replaceable($0) }
        let products = input.terms.filter { $0.variableCount > 1 }.map(\.label)
        if !products.isEmpty { cautions.append(.productsBeforeFactors(products)) }
        if let error = result.error, !error.isMet { cautions.append(.lessPrecise) }
        if let intervals, intervals.groups == nil, input.cluster != nil,
            intervals.clusters < RegressionWarning.enoughClusters
        {
            cautions.append(.fewClusters(intervals.clusters))
        }
        return cautions
    }

    /// The options with what the file brought and what was decided filled in.
    func printed(
        _ input: ImportanceInput,
        _ result: VarianceSharesResult
    ) -> [(name: String, value: String)] {
        var options = options
        options.formula = input.formula
        options.cluster = input.cluster
        options.weights = input.weights
        options.exact = result.method == .exact
        if result.method == .sampled {
            options.tolerance = options.tolerance ?? Self.defaultTolerance
        }
        return options.printed
    }
}
