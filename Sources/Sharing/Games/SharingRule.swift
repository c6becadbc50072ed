package import TopsliceApportionment
package import TopsliceCooperativeGames
internal import TopsliceOptions

/// Every rule that shares a game, by the names people type: those of the theory and those of practice.
package enum SharingRule: Hashable, Sendable {
    case game(GameRule)
    case practice(CostSharingRule)
    /// Nobody objects, and the relative savings differ as little as can be.
    case equalProfit
}

extension SharingRule: SpelledChoice {
    /// In the order of reports: with stated weights or without them `proportional` is what `stand-alone` would be, so that one is left out.
    package static var allCases: [Self] {
        GameRule.allCases.map(Self.game)
            + CostSharingRule.allCases.flatMap { rule -> [Self] in
                switch rule {
                case .standAlone: []
                case .proportional: [.equalProfit, .practice(rule)]
                default: [.practice(rule)]
                }
            }
    }

    package var spelling: String {
        switch self {
        case .game(let rule): rule.rawValue
        case .practice(let rule): rule.rawValue
        case .equalProfit: "epm"
        }
    }
}

extension SharingRule {
    package var title: String {
        switch self {
        case .game(.shapley): "Shapley value"
        case .game(.weightedShapley): "Weighted Shapley value"
        case .game(.owen): "Owen value"
        case .game(.banzhaf): "Banzhaf value"
        case .game(.normalisedBanzhaf): "Normalised Banzhaf value"
        case .game(.myerson): "Myerson value"
        case .game(.permission): "Permission value"
        case .game(.tau): "Tau value"
        case .game(.gately): "Gately point"
        case .game(.equalSurplus): "Equal surplus"
        case .game(.ensc): "Egalitarian non-separable"
        case .game(.nucleolus): "Nucleolus"
        case .game(.prenucleolus): "Prenucleolus"
        case .game(.perCapitaNucleolus): "Per-capita nucleolus"
        case .game(.leastCore): "Least core"
        case .practice(.scrb): "Separable costs, remaining benefits"
        case .practice(.aca): "Alternate cost avoided"
        case .practice(.moriarity): "Moriarity"
        case .practice(.louderback): "Louderback"
        case .practice(.equalCharge): "Equal charge"
        case .equalProfit: "Equal profit method"
        case .practice(.proportional): "Proportional"
        case .practice(.standAlone): "In proportion to own values"
        case .practice(.equal): "Equal"
        }
    }

    /// What the rule does, for somebody who has never met it.
    package var meaning: String {
        switch self {
        case .game(.shapley):
            "what each adds when it joins, averaged over every order in which all could join"
        case .game(.weightedShapley):
            "as the Shapley value, with what groups add together divided by the stated weights"
        case .game(.owen):
            "as the Shapley value, with the members of each stated union joining together"
        case .game(.banzhaf):
            "what each adds to a group of others, averaged over all groups; need not sum to the whole"
        case .game(.normalisedBanzhaf): "the Banzhaf values scaled so that they sum to the whole"
        case .game(.myerson):
            "the Shapley value where only those linked by referrals can work together"
        case .game(.permission):
            "the Shapley value where nobody works without those who refer to it"
        case .game(.tau): "between the least each can insist on and the most it could hope for"
        case .game(.gately): "so that everybody would disrupt to the same degree by leaving"
        case .game(.equalSurplus):
            "its own value alone, and an equal part of what is gained together"
        case .game(.ensc): "what it adds to all the others, and an equal part of the rest"
        case .game(.nucleolus):
            "makes the worst-off group as well off as can be, then the next, nobody below its own value"
        case .game(.prenucleolus): "as the nucleolus, without the condition on own values"
        case .game(.perCapitaNucleolus): "as the nucleolus, with complaints counted per member"
        case .game(.leastCore):
            "the centre of the divisions under which the largest complaint is least"
        case .practice(.scrb):
            "its separable amount, and the rest in proportion to what remains of its own value alone"
        case .practice(.aca):
            "its directly assignable amount, and the rest in proportion to what it avoids alone"
        case .practice(.moriarity): "in proportion to own values, so that all gain the same part"
        case .practice(.louderback):
            "direct amount, and the rest by ability to bear: own value less direct amount"
        case .practice(.equalCharge): "its separable amount, and an equal part of the rest"
        case .equalProfit: "no group objects, and the relative savings differ as little as can be"
        case .practice(.proportional):
            "in proportion to the stated weights, or to own values where none are stated"
        case .practice(.standAlone): "in proportion to own values"
        case .practice(.equal): "the same for everybody"
        }
    }
}
