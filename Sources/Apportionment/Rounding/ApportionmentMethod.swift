/// The accepted methods of turning exact shares into whole units, by the names they are asked for.
///
/// Balinski and Young (1982), "Fair Representation". Largest remainders never stray a whole unit
/// from the exact share, but one unit more for all can take one from somebody (the Alabama
/// paradox); divisor methods never do that, and each favours small or large weights in its own
/// way, Adams the smallest and Jefferson the largest.
public enum ApportionmentMethod: String, Sendable, Hashable, CaseIterable {
    /// Largest remainders; also called Hare-Niemeyer or Vinton.
    case hamilton
    /// Rounds at the arithmetic mean, one half; also called Sainte-Laguë.
    case webster
    /// Rounds at the geometric mean; also called equal proportions or Huntington-Hill.
    case hill
    /// Rounds at the harmonic mean.
    case dean
    /// Rounds down; also called D'Hondt or greatest divisors.
    case jefferson
    /// Rounds up; also called smallest divisors.
    case adams
}
