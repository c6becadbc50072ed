internal import CohortData
internal import Regression
internal import VarianceShares

extension ImportanceRequest {
    /// Regressors up to which intervals are computed without being asked for: a second or so.
    static let mostForIntervals = 20
    /// Numbers that rows to be drawn anew may take in memory: 512 MiB.
    static let mostRowNumbers = 1 << 26

    /// Bootstrap percentiles where replicates were asked for, else influence functions where they are defined, and
    /// quick; nil where they are neither.
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
        guard reasonAgainstIntervals(input, structure, result) == nil else { return nil }
        return try InfluenceIntervals.compute(
            try input.units(),
            players: structure,
            level: confidenceLevel,
            control: control
        )
    }

    /// Why shares come without intervals, in words that follow "none: "; nil where they need not.
    func reasonAgainstIntervals(
        _ input: ImportanceInput,
        _ structure: PlayerStructure,
        _ result: VarianceSharesResult
    ) -> String? {
        if case .matrix = source {
            return "a matrix does not hold the rows they rest on"
        }
        if input.test != nil { return "they are not available for shares measured on test rows" }
        let decided = ImportancePlayers.decided(
            structure,
            columns: input.products.names.count
        )
        if result.method == .sampled || decided > Self.mostForIntervals {
            return
                "influence functions are computed for up to \(Self.mostForIntervals) regressors, "
                + "the bootstrap (--bootstrap) for up to \(ClusterBootstrap.mostPlayers)"
        }
        if !result.dependencies.isEmpty {
            return "influence functions are not defined where a regressor depends on others; "
                + "--bootstrap 1000 gives intervals"
        }
        if input.cluster == nil {
            return "moments without clusters do not hold the rows they rest on"
        }
        return input.hasClusters ? nil : "they rest on two clusters or more, kept apart"
    }

    func warnings(
        _ result: VarianceSharesResult,
        _ intervals: ShareIntervals?,
        _ input: ImportanceInput
    ) -> [String] {
        var warnings = result.dependencies.map {
            $0.description + ": it can be replaced by them, so its share says little of it alone"
        }
        let products = input.terms.filter { $0.variableCount > 1 }.map { "'\($0.label)'" }
        if !products.isEmpty {
            warnings.append(
                "\(products.joined(separator: ", ")) may be taken in before the variables multiplied; "
                    + "--groups puts them together with these"
            )
        }
        if let error = result.error, !error.isMet {
            warnings.append(
                "the shares are less precise than was asked for: the effort allowed ran out first"
            )
        }
        if let intervals, input.cluster != nil, intervals.clusters < 30 {
            warnings.append(
                "\(intervals.clusters) clusters are few: intervals are too narrow below about 30"
            )
        }
        return warnings
    }

    func options(
        _ input: ImportanceInput,
        _ intervals: ShareIntervals?
    ) -> [(name: String, value: String)] {
        func list(_ names: [String]) -> String {
            names.isEmpty ? "none" : names.joined(separator: ",")
        }
        func named(_ list: [ImportancePlayers.Named]) -> String {
            list.isEmpty
                ? "none" : list.map { "\($0.name)=\($0.members)" }.joined(separator: ",")
        }
        var options: [(name: String, value: String)] = []
        switch source {
        case .file: options.append(("formula", input.formula ?? ""))
        case .matrix(let path, let response, let rows):
            options += [
                ("matrix", path), ("response", response),
                ("rows", rows.map { "\($0)" } ?? "unknown"),
            ]
        }
        let effort =
            switch effort {
            case .automatic:
                "automatic: exact up to \(Self.mostByDefault) regressors, else sampled to "
                    + "\(Self.defaultTolerance)"
            case .exact: "exact"
            case .sampled(let tolerance): "tolerance \(tolerance)"
            }
        options += [
            ("groups", named(players.groups)),
            ("unions", named(players.unions)),
            ("always", list(players.always)),
            ("effort", effort),
            ("test", testPath ?? "none"),
            ("bootstrap", bootstrap.map { "\($0)" } ?? "none"),
            ("cluster", input.cluster ?? "none"),
            ("weights", input.weights ?? "none"),
            ("confidence_level", "\(confidenceLevel)"),
            ("delimiter", delimiter.name),
            ("missing_codes", list(missingCodes)),
        ]
        return options
    }
}
