/// A hash of 128 bits of a text, for telling ids and levels apart without keeping them.
///
/// The same on every machine and run. Two rounds of the multiply-and-fold mixing of wyhash (Wang Yi, public
/// domain) with different seeds; not meant against an opponent, whose reward would be a false "duplicate".
struct ContentHash: Hashable {
    let high: UInt64
    let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    init(_ bytes: FieldBytes) {
        high = Self.mix(bytes, seed: 0xA076_1D64_78BD_642F)
        low = Self.mix(bytes, seed: 0xE703_7ED1_A0B4_28DB)
    }

    static func mix(_ bytes: FieldBytes, seed: UInt64) -> UInt64 {
        var state = seed ^ UInt64(truncatingIfNeeded: bytes.count) &* 0x8EBC_6AF0_9C88_C6E3
        let raw = UnsafeRawBufferPointer(bytes)
        var index = 0
        while index + 8 <= raw.count {
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            state = fold(state ^ word, 0x5899_65CC_7537_4CC3)
            index += 8
        }
        var tail: UInt64 = 0
        while index < raw.count {
            tail = tail << 8 | UInt64(raw[index])
            index += 1
        }
        state = fold(state ^ tail, 0x1D8E_4E27_C47D_124F)
        return fold(state, seed | 1)
    }

    private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        // A factor of nought would forget everything before it.
        let product = (left ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: right)
        return product.high ^ product.low ^ left
    }
}
