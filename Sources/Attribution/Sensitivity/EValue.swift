/// How strong a hidden confounder must be with service and with outcome, both as risk ratios, to explain a risk ratio away (VanderWeele
/// and Ding 2017, Annals of Internal Medicine 167, 268-274).
package enum EValue {
    /// - Parameter ratio: above 0; below 1 as much as its inverse above.
    package static func of(_ ratio: Double) -> Double {
        precondition(ratio > 0, "a risk ratio of \(ratio)")
        let above = max(ratio, 1 / ratio)
        return above + (above * (above - 1)).squareRoot()
    }
}
