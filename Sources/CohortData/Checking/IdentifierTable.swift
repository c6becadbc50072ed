/// Which ids have been seen, and on which line first: 16 bytes an id, at most 0.8 full.
///
/// Open addressing with linear probing over 87 bits of hash, so that among 10^8 ids the chance of two
/// different ones being taken for the same is below 10^-10. A slot also holds the line (40 bits) and whether
/// it stands for the id itself or for a form of it (see `IdentifierChecker`).
struct IdentifierTable {
    private struct Slot {
        var high: UInt64 = 0
        /// Bits 0...39 the line (0: the slot is free), bit 40 whether a form, bits 41...63 of the hash.
        var low: UInt64 = 0

        var isFree: Bool { low & IdentifierTable.lineMask == 0 }
        var tag: UInt64 { low & ~(IdentifierTable.lineMask | IdentifierTable.formBit) }
    }

    private var slots: [Slot]
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
        slots = Array(repeating: Slot(), count: capacity)
        mask = capacity - 1
    }

    /// Where the id was seen before; else it is entered and the answer is nil.
    mutating func insert(_ hash: ContentHash, line: Int, isForm: Bool = false) -> Sighting? {
        let slot = slot(hash)
        if let seen = sighting(slot) { return seen }
        slots[slot] = Slot(high: hash.high, low: entry(hash, line: line, isForm: isForm))
        count += 1
        if count * 5 > (mask + 1) * 4 { grow() }
        return nil
    }

    /// A form that turns out to be an id of its own from now on.
    mutating func promote(_ hash: ContentHash, line: Int) {
        slots[slot(hash)].low = entry(hash, line: line, isForm: false)
    }

    private func entry(_ hash: ContentHash, line: Int, isForm: Bool) -> UInt64 {
        let place = min(UInt64(clamping: line), Self.lineMask)
        return hash.low & ~(Self.lineMask | Self.formBit) | (isForm ? Self.formBit : 0) | place
    }

    private func sighting(_ slot: Int) -> Sighting? {
        let found = slots[slot]
        guard !found.isFree else { return nil }
        return Sighting(
            line: Int(found.low & Self.lineMask),
            isForm: found.low & Self.formBit != 0
        )
    }

    /// The slot that holds the hash, or the free one where it belongs.
    private func slot(_ hash: ContentHash) -> Int {
        let tag = hash.low & ~(Self.lineMask | Self.formBit)
        var slot = Int(truncatingIfNeeded: hash.high) & mask
        while !slots[slot].isFree {
            if slots[slot].high == hash.high, slots[slot].tag == tag { break }
            slot = (slot + 1) & mask
        }
        return slot
    }

    private mutating func grow() {
        let old = slots
        let capacity = old.count * 2
        slots = Array(repeating: Slot(), count: capacity)
        mask = capacity - 1
        for entry in old where !entry.isFree {
            var slot = Int(truncatingIfNeeded: entry.high) & mask
            while !slots[slot].isFree { slot = (slot + 1) & mask }
            slots[slot] = entry
        }
    }
}
