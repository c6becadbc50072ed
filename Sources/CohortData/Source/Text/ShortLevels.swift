/// The numbers of the levels of one column that are texts of at most seven bytes, or its flags 0 and 1, found by the bytes themselves.
///
/// A text that was stored once under a level is stored under it again, so nothing else about it need be asked. What is not
/// here takes the longer way. About 2 ns a field.
struct ShortLevels {
    private static let slotBits: UInt64 = 10
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// By slot: the bytes, and in the highest one their number plus one; zero is an empty slot. A text has two slots, side by side, so
    /// that two levels that fall together do not push each other out at every row.
    private let keys: UnsafeMutablePointer<UInt64>
    private let numbers: UnsafeMutablePointer<Double>
    private let target: UnsafeMutablePointer<Double>
    private let learns: Bool

    /// What a column is looked for by; nil where it is more than levels or flags, or neither.
    ///
    /// - `values`: the block, its columns so far apart.
    init?(_ column: WantedColumn, in values: UnsafeMutablePointer<Double>, stride: Int) {
        if column.levelSlot >= 0, column.numberSlot < 0 {
            self.init(into: values + column.levelSlot * stride, learns: true)
        } else if column.levelSlot < 0, column.numberSlot >= 0, column.numberKind == .binary,
            column.flagRule?.declared == nil,
            !column.missingNumbers.contains(where: { $0 == 0 || $0 == 1 })
        {
            self.init(into: values + column.numberSlot * stride, learns: false)
            for flag in 0...1 {
                let key = Self.key(UInt64(48 + flag), bits: 8)
                keys[Self.slot(key)] = key
                numbers[Self.slot(key)] = Double(flag)
            }
        } else {
            return nil
        }
    }

    private init(into target: UnsafeMutablePointer<Double>, learns: Bool) {
        self.target = target
        self.learns = learns
        keys = .allocate(capacity: 1 << Self.slotBits)
        keys.initialize(repeating: 0, count: 1 << Self.slotBits)
        numbers = .allocate(capacity: 1 << Self.slotBits)
        numbers.initialize(repeating: 0, count: 1 << Self.slotBits)
    }

    func deallocate() {
        keys.deallocate()
        numbers.deallocate()
    }

    /// Takes a text that ends at `terminator` and moves behind it; false, with nothing moved, where it is not known.
    ///
    /// At least eight bytes can be read at `cursor`.
    @inline(__always)
    func take(
        _ cursor: inout UnsafePointer<UInt8>,
        _ terminator: UInt8,
        _ row: Int
    ) -> Bool {
        let word = UnsafeRawPointer(cursor).loadUnaligned(as: UInt64.self)
        let other = word ^ (Self.ones &* UInt64(terminator))
        let found = (other &- Self.ones) & ~other & 0x8080_8080_8080_8080
        guard found != 0 else { return false }
        let bits = UInt64(truncatingIfNeeded: found.trailingZeroBitCount) & 0x38
        let key = Self.key(word, bits: bits)
        var slot = Self.slot(key)
        if keys[slot] != key {
            slot ^= 1
            guard keys[slot] == key else { return false }
        }
        target[row] = numbers[slot]
        cursor += Int(truncatingIfNeeded: bits >> 3) &+ 1
        return true
    }

    /// Keeps the level under which a text was stored, in place of whatever stood in its second slot where both are taken.
    ///
    /// At least eight bytes can be read at `text`.
    func keep(_ text: UnsafePointer<UInt8>, count: Int, _ row: Int) {
        // A value that is missing and may be is NaN.
        guard learns, count < 8, target[row] >= 0 else { return }
        let word = UnsafeRawPointer(text).loadUnaligned(as: UInt64.self)
        let key = Self.key(word, bits: UInt64(count) << 3)
        var slot = Self.slot(key)
        if keys[slot] != 0 { slot ^= 1 }
        keys[slot] = key
        numbers[slot] = target[row]
    }

    @inline(__always)
    private static func key(_ word: UInt64, bits: UInt64) -> UInt64 {
        (word & ((1 &<< bits) &- 1)) | ((bits &+ 1) &<< 56)
    }

    @inline(__always)
    private static func slot(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> (64 &- slotBits))
    }
}
