internal import TopsliceMoments
internal import TopsliceRegression
internal import TopsliceVarianceShares

/// Whether a share of variance would say what sets a few people apart: that of a flag that few have or few lack, alone or as all there is of a
/// group.
///
/// Shares add up to R², and each measure of one regressor follows from those of the others: there is no withholding one alone, and what
/// is asked is refused.
struct RegressorsOfFew {
    private let uses: [String: RegressionResult.TermUse]
    private let rule: DisclosureRule

    init(_ document: MomentsDocument, _ rule: DisclosureRule) {
        self.rule = rule
        uses = Dictionary(
            zip(document.moments.columns, RegressionProblem.uses(of: document)),
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Refuses the first player that few people tell from the others, in the order of the columns.
    ///
    /// - `terms`: as the user knows the columns.
    func refuse(_ structure: PlayerStructure, _ terms: [FormulaTerm]) throws(ImportanceError) {
        let grouped = Set(structure.groups.flatMap(\.columns) + structure.always)
        let singles = terms.flatMap(\.columns).filter { !grouped.contains($0) }
            .map { PlayerStructure.Group(name: $0, columns: [$0]) }
        let always = PlayerStructure.Group(name: "--always", columns: structure.always)
        for player in structure.groups + singles + [always] where isOfFew(player.columns) {
            let isUnknown = player.columns.contains {
                uses[$0]?.fewest == RegressionResult.TermUse.unknown
            }
            throw isUnknown ? .ofUnknown(player.name) : .ofFew(player.name, least: rule.threshold)
        }
    }

    private func isOfFew(_ columns: [String]) -> Bool {
        let found = columns.map { uses[$0] }
        guard rule.threshold > 0, !columns.isEmpty else { return false }
        var people = 0
        for use in found {
            guard let use, rule.isSmall(use.fewest) else { return false }
            people += max(0, use.fewest)
        }
        return people < rule.threshold
    }
}
