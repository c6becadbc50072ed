/// The levels of a category column, numbered in the order in which they were first seen.
///
/// Levels are compared as bytes. An open-addressed table over the bytes laid end to end: about 5 ns a look-up.
package struct CategoryTable: Sendable {
    private var bytes: [UInt8] = []
    private var starts: [Int] = [0]
    private var hashes: [UInt64] = []
    /// Level number plus one by slot; zero is an empty slot. A power of two, at most half full.
    private var slots: [Int32]
    private var mask: UInt64

    package init() {
        slots = [Int32](repeating: 0, count: 64)
        mask = 63
    }

    /// A table of these levels, numbered as given. No level is empty: an empty field is a missing value.
    package init(levels: [[UInt8]]) {
        self.init()
        for level in levels {
            level.withUnsafeBufferPointer { buffer in
                if let base = buffer.baseAddress { _ = number(of: base, count: buffer.count) }
            }
        }
    }

    package var count: Int { hashes.count }

    /// The bytes of a level.
    package func level(_ number: Int) -> [UInt8] {
        Array(bytes[starts[number]..<starts[number + 1]])
    }

    /// All levels in the order of their numbers.
    package var levels: [[UInt8]] { (0..<count).map { level($0) } }

    /// The number of the level with these bytes, which is added when it is new.
    @inline(__always)
    mutating func number(of text: UnsafePointer<UInt8>, count length: Int) -> Int {
        let hash = CategoryTable.hash(text, length)
        var slot = hash & mask
        while true {
            let entry = Int(slots[Int(slot)])
            if entry == 0 { return insert(text, length, hash) }
            if hashes[entry - 1] == hash, equals(entry - 1, text, length) { return entry - 1 }
            slot = (slot &+ 1) & mask
        }
    }

    /// The number of the empty level, which a missing value is where it counts as one.
    mutating func numberOfEmpty() -> Int {
        var nothing: UInt8 = 0
        return withUnsafePointer(to: &nothing) { number(of: $0, count: 0) }
    }

    private mutating func insert(
        _ text: UnsafePointer<UInt8>,
        _ length: Int,
        _ hash: UInt64
    ) -> Int {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text, count: length))
        starts.append(bytes.count)
        hashes.append(hash)
        if hashes.count * 2 > slots.count { grow() }
        place(hash, hashes.count)
        return hashes.count - 1
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: slots.count * 2)
        mask = UInt64(slots.count - 1)
        for (index, hash) in hashes.enumerated() where index < hashes.count - 1 {
            place(hash, index + 1)
        }
    }

    private mutating func place(_ hash: UInt64, _ entry: Int) {
        var slot = hash & mask
        while slots[Int(slot)] != 0 { slot = (slot &+ 1) & mask }
        slots[Int(slot)] = Int32(truncatingIfNeeded: entry)
    }

    @inline(__always)
    private func equals(_ number: Int, _ text: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        let start = starts[number]
        guard starts[number + 1] - start == length else { return false }
        return bytes.withUnsafeBufferPointer { stored in
            var index = 0
            while index < length {
                if stored[start + index] != text[index] { return false }
                index += 1
            }
            return true
        }
    }

    /// FNV-1a over the bytes, finished with a multiply and shift so that the low bits are good.
    @inline(__always)
    private static func hash(_ text: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var index = 0
        while index < length {
            hash = (hash ^ UInt64(text[index])) &* 0x100_0000_01b3
            index += 1
        }
        hash ^= hash >> 32
        hash = hash &* 0x9e37_79b9_7f4a_7c15
        return hash ^ (hash >> 29)
    }
}
