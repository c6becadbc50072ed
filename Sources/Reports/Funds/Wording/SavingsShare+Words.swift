import TopsliceApportionment
import TopsliceCooperativeGames
import TopsliceExactArithmetic
import TopsliceFunds

extension SavingsShare.Rule {
    /// By which rule a saving is shared, as a statement says it.
    var words: String {
        switch self {
        case .schedule(let kind): kind.words
        case .agreed(nil), .agreed(.shares), .agreed(.weights): "agreed shares"
        case .agreed(let basis?): "by \(basis.words)"
        case .measured(let origin): "measured shares (\(origin.words))"
        case .blended(let weight, let origin):
            "\(weight.decimalOrFraction) × measured (\(origin.words)) + "
                + "\((.one - weight).decimalOrFraction) × agreed"
        }
    }
}

extension MeasuredOrigin {
    fileprivate var words: String {
        switch self {
        case .stated: "as stated"
        case .attribution(let file): "Shapley values of \(file)"
        case .game(let rule, let file): "\(rule.rawValue) of \(file)"
        case .claims(let rule): "\(rule.rawValue) awards"
        }
    }
}
