/// What of an outcome a model is of: a cost that many people do not have is modelled in two parts.
package enum ResponsePart: Sendable, Equatable {
    case whole
    /// Whether it is above nought, 1 or 0.
    case whetherPositive
    /// The amount where it is above nought; the other rows count nowhere.
    case amountIfPositive
}
