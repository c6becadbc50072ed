/// Walks a table of Doubles in rows of 64 coalitions and stops at each row with an excess above a threshold.
///
/// The inner loop is one subtraction and one comparison an entry, in SIMD.
struct DissatisfiedRows {
    static let columnBits = 6
    static let columnCount = 1 << columnBits
    private typealias Lanes = SIMD8<Double>

    /// What each combination of the first six players is charged.
    let columnCharges: [Double]
    /// What the higher players of the row last returned are charged, the offset included.
    private(set) var rowCharge = 0.0
    private let higherCharges: [Double]
    private let offset: Double
    private var nextRow = 0
    /// The charge of the row's players above bit k, for every k: one addition updates it row by row.
    private let rowCharges: [Double]

    init(charges: [Double], offset: Double) {
        columnCharges = additiveSums(Array(charges.prefix(Self.columnBits)))
        higherCharges = Array(charges.dropFirst(Self.columnBits))
        self.offset = offset
        rowCharges = higherCharges.isEmpty ? [0] : additiveSums(higherCharges)
    }

    /// The next row with an entry whose excess is above `threshold`.
    mutating func next(in table: UnsafeRawBufferPointer, above threshold: Double) -> Int? {
        let laneBytes = MemoryLayout<Lanes>.size
        let rowBytes = Self.columnCount * MemoryLayout<Double>.stride
        let found = columnCharges.withUnsafeBytes { columns -> Int? in
            var row = nextRow
            while row < rowCharges.count {
                let limit = Lanes(repeating: rowCharges[row] + offset + threshold)
                var isAbove = SIMDMask<SIMD8<Int64>>(repeating: false)
                for start in stride(from: 0, to: rowBytes, by: laneBytes) {
                    let excess =
                        table.loadUnaligned(
                            fromByteOffset: row * rowBytes + start,
                            as: Lanes.self
                        ) - columns.loadUnaligned(fromByteOffset: start, as: Lanes.self)
                    isAbove .|= excess .> limit
                }
                if any(isAbove) { return row }
                row += 1
            }
            return nil
        }
        guard let found else { return nil }
        nextRow = found + 1
        rowCharge = rowCharges[found] + offset
        return found
    }
}
