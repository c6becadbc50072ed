/// Which ids have been seen, and on which line first: 16 bytes an id, at most 0.8 full.
///
/// Open addressing with linear probing over 87 bits of hash, so that among 10^8 ids the chance of two
/// different ones being taken for the same is below 10^-10. A slot also holds the line (40 bits) and whether
/// it stands for the id itself or for a form of it (see `IdentifierChecker`).
struct IdentifierTable {
    private var high: [UInt64]
    /// Bits 0...39 the line (0: the slot is free), bit 40 whether a form, bits 41...63 of the hash.
    private var low: [UInt64]
    private var mask: Int
    private(set) var count = 0

    private static let lineMask: UInt64 = (1 << 40) - 1
    private static let formBit: UInt64 = 1 << 40

    struct Sighting: Equatable {
        let line: Int
        let isForm: Bool
    }

    init() {
        let capacity = 1 << 10
        high = Array(repeating: 0, count: capacity)
        low = Array(repeating: 0, count: capacity)
        mask = capacity - 1
    }

    /// Where the id was seen before, or nil.
    func find(_ hash: ContentHash) -> Sighting? {
        let slot = slot(hash)
        return sighting(slot)
    }

    /// Where the id was seen before; else it is entered and the answer is nil.
    mutating func insert(_ hash: ContentHash, line: Int, isForm: Bool = false) -> Sighting? {
        let slot = slot(hash)
        if let seen = sighting(slot) { return seen }
        high[slot] = hash.high
        low[slot] = entry(hash, line: line, isForm: isForm)
        count += 1
        if count * 5 > (mask + 1) * 4 { grow() }
        return nil
    }

    /// A form that turns out to be an id of its own from now on.
    mutating func promote(_ hash: ContentHash, line: Int) {
        low[slot(hash)] = entry(hash, line: line, isForm: false)
    }

    private func entry(_ hash: ContentHash, line: Int, isForm: Bool) -> UInt64 {
        let place = min(UInt64(clamping: line), Self.lineMask)
        return hash.low & ~(Self.lineMask | Self.formBit) | (isForm ? Self.formBit : 0) | place
    }

    private func sighting(_ slot: Int) -> Sighting? {
        let line = low[slot] & Self.lineMask
        guard line != 0 else { return nil }
        return Sighting(line: Int(line), isForm: low[slot] & Self.formBit != 0)
    }

    /// The slot that holds the hash, or the free one where it belongs.
    private func slot(_ hash: ContentHash) -> Int {
        let tag = hash.low & ~(Self.lineMask | Self.formBit)
        var slot = Int(truncatingIfNeeded: hash.high) & mask
        while low[slot] & Self.lineMask != 0 {
            if high[slot] == hash.high, low[slot] & ~(Self.lineMask | Self.formBit) == tag { break }
            slot = (slot + 1) & mask
        }
        return slot
    }

    private mutating func grow() {
        let oldHigh = high
        let oldLow = low
        let capacity = (mask + 1) * 2
        high = Array(repeating: 0, count: capacity)
        low = Array(repeating: 0, count: capacity)
        mask = capacity - 1
        for index in oldHigh.indices where oldLow[index] & Self.lineMask != 0 {
            var slot = Int(truncatingIfNeeded: oldHigh[index]) & mask
            while low[slot] & Self.lineMask != 0 { slot = (slot + 1) & mask }
            high[slot] = oldHigh[index]
            low[slot] = oldLow[index]
        }
    }
}
