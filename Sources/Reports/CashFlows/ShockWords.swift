import TopsliceCashFlows
import TopsliceExactArithmetic
internal import TopsliceFormats
import TopsliceMoney
import TopsliceRandomness

extension Shock {
    /// - Parameter name: as people call a party.
    func words(_ name: (String) -> String) -> String {
        switch self {
        case .leaves(let party, let from, let replacement):
            "\(name(party)) leaves on \(from)"
                + (replacement.map { " and \(name($0)) takes its place" } ?? "")
        case .counted(let selection, let factor):
            "\(selection.words(name)) \((((factor - 1).magnitude) * 100).shown)% "
                + (factor < 1 ? "fewer" : "more")
        case .scaled(let selection, let factor):
            "\(selection.words(name)) \((((factor - 1).magnitude) * 100).shown)% "
                + (factor < 1 ? "lower" : "higher")
        case .late(let selection, let months):
            "\(selection.words(name)) \(Words.count(months, "month", "months")) late"
        case .budget(let payer, let amount): "\(name(payer)) has \(amount.shown) and no more"
        }
    }
}

extension PaymentSelection {
    func words(_ name: (String) -> String) -> String {
        let named = flows.map { Words.list($0.sorted()) } ?? "payments"
        return named + (payer.map { " by \(name($0))" } ?? "")
            + (payee.map { " to \(name($0))" } ?? "")
            + (from.map { " from \($0)" } ?? "")
    }
}

extension CountSelection {
    func words(_ name: (String) -> String) -> String {
        let named = outcomes.map { Words.list($0.sorted()) } ?? "outcomes"
        return named + (provider.map { " of \(name($0))" } ?? "")
            + (from.map { " from \($0)" } ?? "")
    }
}

extension Uncertainty.Effect {
    func words(_ name: (String) -> String) -> String {
        switch self {
        case .factor(let selection, let law): "\(selection.words(name)) times \(law.words)"
        case .count(let selection, let law): "\(selection.words(name)) times \(law.words)"
        case .delay(let selection, let law): "\(selection.words(name)) late by months: \(law.words)"
        case .event(let shocks, let chance):
            "with a probability of \((Self.number(chance) * 100).shown)%: "
                + shocks.map { $0.words(name) }.joined(separator: "; ")
        }
    }

    private static func number(_ billionths: Int) -> Rational { StatedLaw.number(billionths) }
}

extension StatedLaw {
    static func number(_ billionths: Int) -> Rational { Rational(billionths) / Rational(one) }

    var words: String {
        func text(_ billionths: Int) -> String { Self.number(billionths).shown }
        return switch self {
        case .triangular(let low, let mode, let high):
            "triangular from \(text(low)) to \(text(high)), most likely \(text(mode))"
        case .normal(let mean, let deviation):
            "normal with mean \(text(mean)) and standard deviation \(text(deviation))"
        case .beta(let a, let b, let low, let high):
            "beta with a \(text(a)) and b \(text(b)), from \(text(low)) to \(text(high))"
        case .interval(let estimate, let low, let high, let confidence):
            "normal around \(text(estimate)), \(Self.percent(confidence)) of it between \(text(low)) and "
                + text(high)
        }
    }

    private static func percent(_ billionths: Int) -> String {
        (number(billionths) * 100).shown + "%"
    }
}
