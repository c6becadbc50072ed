/// Rows of small whole numbers as one number each: the bits of their values end to end, the first column in the highest.
///
/// Such codes are in the order of the values, and few enough to be the places of an array, so that nothing is hashed or compared.
struct DenseCodes {
    /// Codes have at most so many bits: an array of four million places.
    static let mostBits = 22

    /// By column, the bits of its values.
    private(set) var widths: [Int]
    private(set) var shifts: [UInt64] = []
    var bitCount: Int { widths.reduce(0, +) }

    init(columnCount: Int) {
        widths = [Int](repeating: 0, count: columnCount)
        shift()
    }

    private mutating func shift() {
        var left = UInt64(bitCount)
        shifts = widths.map { width in
            left -= UInt64(width)
            return left
        }
    }

    /// Bits that the values of a column take; nil where one is no whole number from 0 on, or too large.
    static func width(_ column: UnsafePointer<Double>, count: Int) -> Int? {
        // A whole number below 2^52 is the low bits of itself plus 2^52.
        var (all, unsound): (UInt64, UInt64) = (0, 0)
        for row in 0..<count {
            let shifted = column[row] + 0x1p52
            all |= shifted.bitPattern ^ 0x4330_0000_0000_0000
            unsound |= shifted - 0x1p52 == column[row] ? 0 : 1
        }
        guard unsound == 0, all < 1 << UInt64(mostBits) else { return nil }
        return UInt64.bitWidth - all.leadingZeroBitCount
    }

    /// Makes room for wider values; false where codes would have too many bits.
    mutating func widen(to wider: [Int]) -> Bool {
        widths = zip(widths, wider).map { max($0, $1) }
        shift()
        return bitCount <= Self.mostBits
    }

    /// Adds what a column gives to the codes of rows, where nothing of it stands yet.
    @inline(__always)
    func add(
        _ column: UnsafePointer<Double>,
        _ place: Int,
        count: Int,
        to codes: UnsafeMutablePointer<UInt64>
    ) {
        let shift = shifts[place]
        for row in 0..<count {
            let value = (column[row] + 0x1p52).bitPattern ^ 0x4330_0000_0000_0000
            codes[row] |= value &<< shift
        }
    }

    /// The code of a row by its values.
    func code(_ values: some Collection<Double>) -> Int {
        Int(zip(values, shifts).reduce(UInt64(0)) { $0 | UInt64($1.0) << $1.1 })
    }

    /// Adds what a column gives to the codes of cells, whose values stand cell after cell, as `add` does; or measures it only.
    ///
    /// - `renumbering`: the number of each level that stands there; empty where it is no category.
    /// - Returns: bits that its values take; nil where one has no code.
    func take(
        _ values: ArraySlice<Double>,
        _ place: Int,
        _ renumbering: [Int],
        into codes: inout [UInt64],
        isMeasured: Bool
    ) -> Int? {
        let (width, shift) = (widths.count, shifts[place])
        var (all, unsound): (UInt64, UInt64) = (0, 0)
        values.withUnsafeBufferPointer { values in
            for cell in codes.indices {
                let own = values[cell * width + place]
                let value = renumbering.isEmpty ? own : Double(renumbering[Int(own)])
                let shifted = value + 0x1p52
                let bits = shifted.bitPattern ^ 0x4330_0000_0000_0000
                all |= bits
                unsound |= shifted - 0x1p52 == value ? 0 : 1
                if isMeasured { codes[cell] |= bits &<< shift }
            }
        }
        guard unsound == 0, all < 1 << UInt64(Self.mostBits) else { return nil }
        return UInt64.bitWidth - all.leadingZeroBitCount
    }

    /// The values of the row that has a code.
    func appendValues(of code: Int, to values: inout [Double]) {
        for (width, shift) in zip(widths, shifts) {
            values.append(Double((UInt64(code) >> shift) & (1 << UInt64(width) - 1)))
        }
    }
}
