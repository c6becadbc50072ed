/// A decimal number as its digits: what rounding text needs, without a step through floating point.
package struct CellDecimal {
    private var isNegative: Bool
    /// Before and behind the point, without zeros at either end, beyond one before the point.
    private var whole: [UInt8]
    private var decimals: [UInt8]

    /// - Parameter text: `-12.5`; digits and at most one point. Nil for anything else.
    package init?(_ text: some StringProtocol) {
        var bytes = Array(text.utf8)[...]
        isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative { bytes.removeFirst() }
        let parts = bytes.split(
            separator: UInt8(ascii: "."),
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        guard let first = parts.first, !bytes.isEmpty,
            parts.allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } }),
            parts.contains(where: { !$0.isEmpty })
        else { return nil }
        whole = Array(first.drop { $0 == 0x30 })
        decimals = parts.count == 2 ? Array(parts[1]) : []
        tidy()
    }

    private mutating func tidy() {
        while decimals.last == 0x30 { decimals.removeLast() }
        if let start = whole.firstIndex(where: { $0 != 0x30 }) {
            whole.removeFirst(start)
        } else {
            whole = []
        }
        if whole.isEmpty, decimals.isEmpty { isNegative = false }
    }

    var decimalCount: Int { decimals.count }

    /// Digits from the first that is not zero to the last that is not.
    var significantCount: Int {
        guard whole.isEmpty else {
            return decimals.isEmpty
                ? (whole.lastIndex { $0 != 0x30 } ?? 0) + 1 : whole.count + decimals.count
        }
        return decimals.count - (decimals.firstIndex { $0 != 0x30 } ?? 0)
    }

    /// The power of ten of the first digit that is not zero: 2 for 123.4, −3 for 0.001.
    var leadingPower: Int {
        whole.isEmpty ? -1 - (decimals.firstIndex { $0 != 0x30 } ?? 0) : whole.count - 1
    }

    /// To the nearest with so many decimals, halves away from zero.
    func rounded(decimals count: Int) -> CellDecimal {
        guard count < decimals.count else { return self }
        var result = self
        let isUp = decimals[count] >= 0x35
        result.decimals = Array(decimals[..<count])
        if isUp { result.increment() }
        result.tidy()
        return result
    }

    /// Adds one in the last place.
    private mutating func increment() {
        var digits = whole + decimals
        var place = digits.count - 1
        while place >= 0, digits[place] == 0x39 {
            digits[place] = 0x30
            place -= 1
        }
        if place >= 0 { digits[place] += 1 } else { digits.insert(0x31, at: 0) }
        whole = Array(digits.dropLast(decimals.count))
        decimals = Array(digits.suffix(decimals.count))
    }

    /// A hundred times as much.
    package var hundredfold: CellDecimal {
        var result = self
        let padded = decimals + Array(repeating: 0x30, count: max(0, 2 - decimals.count))
        result.whole += padded[..<2]
        result.decimals = Array(padded[2...])
        result.tidy()
        return result
    }

    /// A hundredth of it.
    package var hundredth: CellDecimal {
        var result = self
        let padded = Array(repeating: 0x30, count: max(0, 2 - whole.count)) + whole
        result.decimals = padded.suffix(2) + decimals
        result.whole = padded.dropLast(2)
        result.tidy()
        return result
    }

    package var text: String {
        let whole = self.whole.isEmpty ? [0x30] : self.whole
        let digits = decimals.isEmpty ? whole : whole + [UInt8(ascii: ".")] + decimals
        return (isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self)
    }
}

extension CellDecimal {
    /// Significant digits that every double keeps; those behind are of its binary form.
    private static let keptDigits = 15

    /// The amount that a stored double stands for; nil where its decimals beyond the currency's are more than the noise
    /// of binary arithmetic: one in the fifteenth significant digit, and never a hundredth of the smallest unit.
    package func amount(decimals allowed: Int) -> CellDecimal? {
        guard decimalCount > allowed else { return self }
        // The place of the noise: decimals that are wholly behind the fifteenth digit or of it.
        let place = Self.keptDigits - 1 - leadingPower
        guard place >= allowed + 2 else { return nil }
        let amount = rounded(decimals: allowed)
        let kept = rounded(decimals: place)
        return kept == amount || kept.isNext(to: amount, decimals: place) ? amount : nil
    }

    /// The number that a stored double stands for: without noise where it is short without it.
    package var withoutNoise: CellDecimal {
        guard significantCount > Self.keptDigits else { return self }
        let short = rounded(decimals: max(0, Self.keptDigits - 1 - leadingPower))
        return short.significantCount <= Self.keptDigits - 3 ? short : self
    }

    /// Whether the two differ by one in a decimal place.
    private func isNext(to other: CellDecimal, decimals count: Int) -> Bool {
        var (low, high) = (self, other)
        low.pad(to: count)
        high.pad(to: count)
        var (lowUp, highUp) = (low, high)
        lowUp.increment()
        highUp.increment()
        return lowUp.padded(to: count) == high.padded(to: count)
            || highUp.padded(to: count) == low.padded(to: count)
    }

    private mutating func pad(to count: Int) {
        decimals += Array(repeating: 0x30, count: max(0, count - decimals.count))
    }

    private func padded(to count: Int) -> [UInt8] {
        var copy = self
        copy.tidy()
        copy.pad(to: count)
        return [isNegative ? 0x2D : 0x2B] + copy.whole + copy.decimals
    }
}

extension CellDecimal: Equatable {}
