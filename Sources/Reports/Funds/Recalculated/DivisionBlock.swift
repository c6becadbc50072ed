import TopsliceFormats
import TopsliceFunds

/// One division as rows of the sheet of shares: a party a row, rounded by largest remainders as the settlement
/// does: everybody's part rounded down, and the pence left one each to the largest remainders, ties to the larger
/// part and then to the identifier that comes first.
struct DivisionBlock {
    let clause: String
    let direction: String
    /// What is divided, in pence.
    let amount: WorkbookFormula
    let terms: DivisionTerms
    /// The key of the figure of a partner's statement that a part counts in; nil for none.
    let figure: (Account) -> String?
    /// Whether the part counts against its party there.
    let isSubtracted: Bool
    /// The most that is to be divided, in pence, so that the working is exact up to it.
    let most: Int
    /// Whether pence that are left over stay so, because another division deals them out.
    var isRoundedDown = false

    /// The largest sum of weights that follow from actuals, so that long division by hundreds is exact.
    static let mostOfChanging = 500_000_000_000

    /// How quotients are worked out.
    enum Mode: Equatable {
        /// Numerators are small enough for one division.
        case direct
        /// Digit by digit in this base, so many digits.
        case long(base: Int, digits: Int)
        /// Exact fractions in parts of a million each, for parts finer than one cell holds.
        case wide
    }

    /// Of every denominator; nil where no spreadsheet can hold one.
    var modes: [Mode]? {
        if terms.wide.isEmpty, let modes = narrow { return modes }
        return WideDivision(terms) == nil ? nil : [.wide]
    }

    private var narrow: [Mode]? {
        var modes: [Mode] = []
        for group in terms.groups {
            guard let mode = mode(of: group) else { return nil }
            modes.append(mode)
        }
        return modes
    }

    /// Two denominators are compared by products of their remainders, in halves of six digits.
    private static let mostOfTwo = 1_000_000_000_000

    private func mode(of group: DivisionTerms.Group) -> Mode? {
        let whole = group.denominator.most
        guard terms.groups.count == 1 || whole <= Self.mostOfTwo else { return nil }
        let (product, isTooLarge) = most.multipliedReportingOverflow(by: whole)
        if !isTooLarge, product <= WorkbookFormula.limit { return .direct }
        if terms.isDirectOnly { return nil }
        for (base, digits) in [
            (10_000_000, 2), (100_000, 3), (10_000, 4), (1_000, 5), (100, 7),
        ] where whole <= WorkbookFormula.limit / base / (group.terms.count + 1) {
            return .long(base: base, digits: digits)
        }
        return nil
    }
}
