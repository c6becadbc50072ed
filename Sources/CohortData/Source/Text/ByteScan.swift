internal import CTopsliceTextKernels

/// What a stretch of bytes holds, found in one pass.
///
/// Thirty-two bytes are looked at together; only where some may be a control character or a quote are they taken one by one.
struct ByteScan {
    /// Whether the number of double quotes is odd.
    private(set) var quotesAreOdd = false
    /// Whether any byte is outside ASCII.
    private(set) var hasHighBytes = false
    /// Whether any control character other than tab, line feed and carriage return occurs.
    private(set) var hasControls = false

    init(_ bytes: UnsafePointer<UInt8>, count: Int) {
        let highBits: UInt64 = 0x8080_8080_8080_8080
        let raw = UnsafeRawPointer(bytes)
        var high: UInt64 = 0
        var index = 0
        if text_has_kernels() != 0, count >= 64 {
            var content = text_content()
            index = count & ~63
            text_scan(bytes, Int64(index), &content)
            quotesAreOdd = content.quotes_are_odd != 0
            hasControls = content.has_controls != 0
            high = content.has_high_bytes != 0 ? highBits : 0
        }
        while index &+ 32 <= count {
            let first = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let second = raw.loadUnaligned(fromByteOffset: index &+ 8, as: UInt64.self)
            let third = raw.loadUnaligned(fromByteOffset: index &+ 16, as: UInt64.self)
            let fourth = raw.loadUnaligned(fromByteOffset: index &+ 24, as: UInt64.self)
            high |= first | second | third | fourth
            let marks = (
                ByteScan.marks(first), ByteScan.marks(second), ByteScan.marks(third),
                ByteScan.marks(fourth)
            )
            if (marks.0 | marks.1 | marks.2 | marks.3) & highBits != 0 {
                if marks.0 & highBits != 0 { noteEight(bytes + index) }
                if marks.1 & highBits != 0 { noteEight(bytes + (index &+ 8)) }
                if marks.2 & highBits != 0 { noteEight(bytes + (index &+ 16)) }
                if marks.3 & highBits != 0 { noteEight(bytes + (index &+ 24)) }
            }
            index &+= 32
        }
        while index < count {
            high |= UInt64(bytes[index])
            note(bytes[index])
            index &+= 1
        }
        hasHighBytes = high & highBits != 0
    }

    /// High bits where a byte may be below a space or a quote.
    @inline(__always)
    private static func marks(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let belowSpace = (word &- (ones &* 32)) & ~word
        let unquoted = word ^ (ones &* 34)
        return belowSpace | ((unquoted &- ones) & ~unquoted)
    }

    @inline(__always)
    private mutating func noteEight(_ bytes: UnsafePointer<UInt8>) {
        for offset in 0..<8 { note(bytes[offset]) }
    }

    @inline(__always)
    private mutating func note(_ byte: UInt8) {
        if byte == UInt8(ascii: "\"") {
            quotesAreOdd.toggle()
        } else if byte < 32, byte != 10, byte != 13, byte != 9 {
            hasControls = true
        }
    }
}
