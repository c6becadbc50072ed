/// The bytes of one field, without its quotes; borrowed, valid only while the block of the file is.
typealias FieldBytes = UnsafeBufferPointer<UInt8>

extension UInt8 {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let quote: UInt8 = 0x22
    static let comma: UInt8 = 0x2C
    static let minus: UInt8 = 0x2D
    static let point: UInt8 = 0x2E
    static let zero: UInt8 = 0x30

    /// The value of an ASCII digit; 10 or more for any other byte.
    var digitValue: UInt8 { self &- .zero }
}

extension UnsafeBufferPointer<UInt8> {
    /// Without the ASCII spaces at either end.
    var trimmed: FieldBytes {
        var low = 0
        var high = count
        while low < high, self[low] == .space { low += 1 }
        while high > low, self[high - 1] == .space { high -= 1 }
        return FieldBytes(rebasing: self[low..<high])
    }

    func equals(_ other: [UInt8]) -> Bool {
        guard count == other.count else { return false }
        for index in 0..<count where self[index] != other[index] {
            return false
        }
        return true
    }

    /// Whether the field is one of some codes, perhaps as a program writes it that has only numbers with a point: `99.0` is `99`.
    func isAmong(_ codes: [[UInt8]]) -> Bool {
        if codes.contains(where: { equals($0) }) { return true }
        guard count > 2, self[count - 2] == .point, self[count - 1] == .zero,
            self[count - 3].digitValue < 10
        else { return false }
        let whole = FieldBytes(rebasing: self[..<(count - 2)])
        return codes.contains { whole.equals($0) }
    }
}
