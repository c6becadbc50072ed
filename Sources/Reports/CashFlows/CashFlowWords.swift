import TopsliceCashFlows
import TopsliceExactArithmetic
internal import TopsliceFormats

extension RateOfReturn.Diagnosis {
    /// For data: a contract.
    var key: String {
        switch self {
        case .nothing: "nothing"
        case .onlyReceived: "only_received"
        case .onlyPaid: "only_paid"
        case .none: "none"
        case .unique: "unique"
        case .several: "several"
        }
    }
}

extension RateOfReturn {
    /// What there is to say of a rate, in a sentence.
    var words: String {
        switch diagnosis {
        case .nothing: "Nothing moves, so there is no rate."
        case .onlyReceived: "Money only comes in: there is no change of sign and no rate."
        case .onlyPaid: "Money only goes out: there is no change of sign and no rate."
        case .none:
            "The flows change sign \(Words.count(signChanges, "time", "times")), and yet at no rate are "
                + "they worth nothing."
        case .unique: "One rate brings the flows to zero."
        case .several(let count):
            "\(count) rates bring the flows to zero ("
                + Words.list(rates.map { Self.percent($0.value) })
                + "): none of them is the rate of return. Compare present values at a stated rate instead."
        }
    }

    static func percent(_ value: Rational) -> String {
        (value * 100).decimal(places: 2, rounding: .nearestOrAwayFromZero) + "%"
    }

    /// The rate, or a dash.
    var shown: String { rate.map(Self.percent) ?? NumberFormat.dash }
}

extension CashFlow.Reason {
    var words: String {
        switch self {
        case .stated(let words): words
        case .drawdown(let id): "drawdown of \(id)"
        case .preferredReturn(let id): "preferred return of \(id)"
        case .capital(let id): "capital of \(id)"
        case .guarantee(let id): "guarantee of \(id)"
        case .surplus: "surplus"
        }
    }
}

extension FinanceCost.Compounding {
    var words: String {
        switch self {
        case .none: "simple"
        case .monthly: "compounded monthly"
        }
    }
}
