import BigInt
import TopsliceExactArithmetic

/// Cells split into whole numbers and fractions f, the fractions as numerators over one scale.
///
/// Where all fractions have a common denominator up to 2³⁶, that is the scale and everything is
/// exact. Otherwise the scale is 2³⁶, numerators are rounded down, and the only thing that must
/// never be wrong, which whole numbers a sum lies between, is settled by the exact sum wherever
/// the rounded one leaves a doubt.
struct CellFractions {
    private static let largestScale = 1 << 36

    let scale: Int
    let floors: [Int]
    /// f · scale rounded down, 0 ..< scale.
    private let numerators: [Int]
    private let exact: [Rational]
    private let isExact: Bool

    init(_ cells: [Rational]) throws(TableRoundingError) {
        var floors: [Int] = []
        var fractions: [Rational] = []
        floors.reserveCapacity(cells.count)
        fractions.reserveCapacity(cells.count)
        for cell in cells {
            guard cell.magnitude < Rational(ControlledRounding.largestCell) else {
                throw .tooLarge(cell)
            }
            let floor = cell.floor
            floors.append(Int(floor))
            fractions.append(cell.isInteger ? 0 : cell - Rational(floor))
        }
        let common = Self.commonDenominator(fractions)
        let scale = common ?? Self.largestScale
        let step = Rational(scale)
        self.scale = scale
        self.floors = floors
        isExact = common != nil
        exact = fractions
        numerators = fractions.map { $0.isZero ? 0 : Int(($0 * step).floor) }
    }

    /// Nil where it exceeds the largest scale.
    private static func commonDenominator(_ fractions: [Rational]) -> Int? {
        var multiple = 1
        for fraction in fractions where !fraction.isZero {
            guard let denominator = Int(exactly: fraction.denominator) else { return nil }
            if multiple % denominator == 0 { continue }
            var (divisor, rest) = (multiple, denominator)
            while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
            let (product, overflow) = multiple.multipliedReportingOverflow(
                by: denominator / divisor
            )
            guard !overflow, product <= largestScale else { return nil }
            multiple = product
        }
        return multiple
    }

    var count: Int { floors.count }

    func isWhole(_ cell: Int) -> Bool { exact[cell].isZero }

    /// The change of squared distance when a fraction is rounded up, (1 − f)² − f² = 1 − 2f, in
    /// units of the scale.
    func costOfRoundingUp(_ cell: Int) -> Int { scale - 2 * numerators[cell] }

    /// The sums of the cells of each group, split the same way.
    func sums(groupCount: Int, _ groupOfCell: (Int) -> Int) -> [SplitTotal] {
        var sums = [SplitTotal](repeating: SplitTotal(whole: 0, numerator: 0), count: groupCount)
        var doubts = [Int](repeating: 0, count: groupCount)
        for cell in floors.indices {
            let group = groupOfCell(cell)
            sums[group].whole += floors[cell]
            sums[group].numerator += numerators[cell]
            if !isExact, !isWhole(cell) { doubts[group] += 1 }
        }
        for group in sums.indices {
            let rest = sums[group].numerator % scale
            if doubts[group] > 0, rest == 0 || rest + doubts[group] >= scale {
                let members = floors.indices.filter { groupOfCell($0) == group }
                let sum = sumByDenominator(members.map { exact[$0] })
                sums[group].whole += Int(sum.floor)
                sums[group].numerator =
                    sum.isInteger ? 0 : max(1, Int((sum.fractionalPart * Rational(scale)).floor))
            } else {
                sums[group].whole += sums[group].numerator / scale
                sums[group].numerator = rest
            }
        }
        return sums
    }
}

/// A total as a whole number and the fraction beyond it, a numerator over the common scale; zero
/// only where the total is whole.
struct SplitTotal {
    var whole: Int
    var numerator: Int
}

/// An exact sum that adds like denominators first and then in pairs, so that long denominators are
/// met by few additions.
private func sumByDenominator(_ values: [Rational]) -> Rational {
    var numerators: [BigInt: BigInt] = [:]
    for value in values {
        numerators[value.denominator, default: 0] += value.numerator
    }
    var sums = numerators.sorted { $0.key < $1.key }.map { Rational($0.value) / Rational($0.key) }
    while sums.count > 1 {
        sums = stride(from: 0, to: sums.count, by: 2).map {
            $0 + 1 < sums.count ? sums[$0] + sums[$0 + 1] : sums[$0]
        }
    }
    return sums.first ?? 0
}
