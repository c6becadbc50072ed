/// Notices that a maximum of the likelihood lies at infinity, from how Newton's method approaches it.
///
/// Where the rows with some combination of values all have the same outcome (Albert and Anderson 1984), their predictor
/// can always be pushed further. Newton's step then moves it by one unit or more each time, for ever, while what
/// is gained falls by a factor e: for a logit the step at fitted mean p and outcome 0 is 1 / (1 − p), for a Poisson rate exactly 1. At a
/// finite maximum the step is below one as soon as the rows concerned have a share of one event, and then
/// shrinks quadratically. So steps of a whole unit that gain next to nothing, several in a row, tell the two apart
/// however large a finite effect is.
struct SeparationWatch {
    /// Less than this may be gained, as a share of the smallest event that a row has (its weight times its count).
    private static let smallGain = 0.05
    /// A whole unit, but for rounding.
    private static let wholeStep = 0.999
    private static let stepsInARow = 3

    private var count = 0

    /// Takes note of a step: how far it moved a row's predictor at most, and what it gained.
    mutating func isSure(move: Double, gain: Double) -> Bool {
        let isRunaway = move >= Self.wholeStep && gain <= Self.smallGain
        count = isRunaway ? count + 1 : 0
        return count >= Self.stepsInARow
    }
}
