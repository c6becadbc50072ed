internal import TopsliceApportionment
internal import TopsliceCooperativeGames
internal import TopsliceOptions

/// Every rule that shares a game, by the names people type: those of the theory and those of practice.
package enum SharingRule: String, SpelledChoice, Hashable {
    case shapley
    case weightedShapley = "weighted-shapley"
    case owen
    case banzhaf
    case normalisedBanzhaf = "normalised-banzhaf"
    case myerson
    case permission
    case tau
    case gately
    case equalSurplus = "equal-surplus"
    case ensc
    case nucleolus
    case prenucleolus
    case perCapitaNucleolus = "per-capita-nucleolus"
    case leastCore = "least-core"
    case scrb
    case aca
    case moriarity
    case louderback
    case equalCharge = "equal-charge"
    case epm
    case proportional
    case equal

    /// What computes it.
    enum Source {
        case game(GameRule)
        case practice(CostSharingRule)
        case equalRelativeSavings
    }

    var source: Source {
        if let rule = GameRule(rawValue: rawValue) { return .game(rule) }
        if let rule = CostSharingRule(rawValue: rawValue) { return .practice(rule) }
        precondition(self == .epm, "nothing computes the rule '\(rawValue)'")
        return .equalRelativeSavings
    }

    package var title: String {
        switch self {
        case .shapley: "Shapley value"
        case .weightedShapley: "Weighted Shapley value"
        case .owen: "Owen value"
        case .banzhaf: "Banzhaf value"
        case .normalisedBanzhaf: "Normalised Banzhaf value"
        case .myerson: "Myerson value"
        case .permission: "Permission value"
        case .tau: "Tau value"
        case .gately: "Gately point"
        case .equalSurplus: "Equal surplus"
        case .ensc: "Egalitarian non-separable"
        case .nucleolus: "Nucleolus"
        case .prenucleolus: "Prenucleolus"
        case .perCapitaNucleolus: "Per-capita nucleolus"
        case .leastCore: "Least core"
        case .scrb: "Separable costs, remaining benefits"
        case .aca: "Alternate cost avoided"
        case .moriarity: "Moriarity"
        case .louderback: "Louderback"
        case .equalCharge: "Equal charge"
        case .epm: "Equal profit method"
        case .proportional: "Proportional"
        case .equal: "Equal"
        }
    }

    /// What the rule does, for somebody who has never met it.
    package var meaning: String {
        switch self {
        case .shapley:
            "what each adds when it joins, averaged over every order in which all could join"
        case .weightedShapley:
            "as the Shapley value, with what groups add together divided by the stated weights"
        case .owen: "as the Shapley value, with the members of each stated union joining together"
        case .banzhaf:
            "what each adds to a group of others, averaged over all groups; need not sum to the whole"
        case .normalisedBanzhaf: "the Banzhaf values scaled so that they sum to the whole"
        case .myerson: "the Shapley value where only those linked by referrals can work together"
        case .permission: "the Shapley value where nobody works without those who refer to it"
        case .tau: "between the least each can insist on and the most it could hope for"
        case .gately: "so that everybody would disrupt to the same degree by leaving"
        case .equalSurplus: "its own value alone, and an equal part of what is gained together"
        case .ensc: "what it adds to all the others, and an equal part of the rest"
        case .nucleolus:
            "makes the worst-off group as well off as can be, then the next, nobody below its own value"
        case .prenucleolus: "as the nucleolus, without the condition on own values"
        case .perCapitaNucleolus: "as the nucleolus, with complaints counted per member"
        case .leastCore: "the centre of the divisions under which the largest complaint is least"
        case .scrb:
            "its separable amount, and the rest in proportion to what remains of its own value alone"
        case .aca:
            "its directly assignable amount, and the rest in proportion to what it avoids alone"
        case .moriarity: "in proportion to own values, so that all gain the same part"
        case .louderback:
            "direct amount, and the rest by ability to bear: own value less direct amount"
        case .equalCharge: "its separable amount, and an equal part of the rest"
        case .epm: "no group objects, and the relative savings differ as little as can be"
        case .proportional:
            "in proportion to the stated weights, or to own values where none are stated"
        case .equal: "the same for everybody"
        }
    }
}
