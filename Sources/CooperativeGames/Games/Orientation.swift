/// What the numbers of a game are: something to pay, or something to gain.
public enum Orientation: String, Sendable, Hashable, CaseIterable {
    /// c(S): what the coalition would have to pay; players want little.
    case costs
    /// v(S): what the coalition would save or earn; players want much.
    case savings
}
