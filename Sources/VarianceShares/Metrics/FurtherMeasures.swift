/// What can be said of regressors beside their shares, each measure where it is defined and cheap.
///
/// Left empty: everything but `interactions` with test rows; `relative` with groups or where a regressor is a
/// combination of others; `interactions` with unions; and whatever would take more than about a second.
package struct FurtherMeasures: Sendable, Equatable {
    /// Players up to which each is computed here. All can be had for more by asking for them one by one.
    package static let mostForDominance = 15
    package static let mostForInteractions = 22
    package static let mostForProportional = 18
    /// Columns up to which correlations are taken apart (a cubic cost with a large factor).
    package static let mostForRelative = 200

    package struct Proportional: Sendable, Equatable {
        package var regressor: String
        package var pmvd: Double
    }

    /// In the order of the regressors.
    package var relative: [RelativeImportance] = []
    package var proportional: [Proportional] = []
    package var dominance: DominanceAnalysis?
    package var interactions: [ShapleyInteractions.Pair] = []
    package var commonality: [CommonalityCoefficients.Coefficient] = []

    /// None of them.
    package init() {}

    /// - Throws: `VarianceSharesError` on unusable data, and where `control` stopped the work.
    package init(
        _ products: RegressorProducts,
        test: RegressorProducts? = nil,
        players structure: PlayerStructure = PlayerStructure(),
        control: WalkControl = WalkControl()
    ) throws {
        let players = try ResolvedPlayers(structure, columns: products.names)
        let count = players.players.count
        if count > 1, count <= Self.mostForInteractions, !players.hasUnions {
            interactions = try ShapleyInteractions.compute(
                products,
                test: test,
                players: structure,
                control: control
            )
        }
        guard test == nil else { return }
        if players.players.allSatisfy({ $0.columns.count == 1 }), structure.groups.isEmpty,
            products.names.count <= Self.mostForRelative
        {
            relative = try Self.relative(products, always: structure.always)
        }
        if count <= Self.mostForProportional {
            proportional = try ProportionalShares.compute(products, players: structure)
                .map { Proportional(regressor: $0.regressor, pmvd: $0.pmvd) }
        }
        if count > 1, count <= Self.mostForDominance {
            dominance = try DominanceAnalysis.compute(products, players: structure)
        }
        if count <= CommonalityCoefficients.mostPlayers {
            commonality = try CommonalityCoefficients.compute(products, players: structure)
        }
    }

    /// Empty where a regressor is a combination of others: coefficients are not defined then, though shares are.
    private static func relative(
        _ products: RegressorProducts,
        always: [String]
    ) throws(VarianceSharesError) -> [RelativeImportance] {
        do {
            return try RelativeImportance.compute(products, always: always)
        } catch {
            guard case .linearlyDependent = error else { throw error }
            return []
        }
    }
}
