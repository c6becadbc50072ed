/// What a stretch of bytes holds, found in one pass.
///
/// Eight bytes are looked at together; only where one of them may be a control character or a quote are they
/// taken one by one. About ten instructions for eight bytes of ordinary text.
struct ByteScan {
    /// Whether the number of double quotes is odd.
    private(set) var quotesAreOdd = false
    /// Whether any byte is outside ASCII.
    private(set) var hasHighBytes = false
    /// Whether any control character other than tab, line feed and carriage return occurs.
    private(set) var hasControls = false

    init(_ bytes: UnsafePointer<UInt8>, count: Int) {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highBits = ones &* 0x80
        let quotes = ones &* 34
        let raw = UnsafeRawPointer(bytes)
        var high: UInt64 = 0
        var index = 0
        while index &+ 8 <= count {
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            high |= word
            let belowSpace = (word &- (ones &* 32)) & ~word
            let unquoted = word ^ quotes
            let quote = (unquoted &- ones) & ~unquoted
            if (belowSpace | quote) & highBits != 0 {
                for offset in 0..<8 { note(bytes[index &+ offset]) }
            }
            index &+= 8
        }
        while index < count {
            high |= UInt64(bytes[index])
            note(bytes[index])
            index &+= 1
        }
        hasHighBytes = high & highBits != 0
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
