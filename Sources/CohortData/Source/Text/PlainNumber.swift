/// Plain decimal numbers (`-`, digits, a point) read many digits at a time.
///
/// What stands here is right or not taken: anything unusual (exponents, spaces, more than seventeen digits) is left to
/// `DecimalField`. Nothing is checked behind the number but that it ends; the caller looks at the terminator.
struct PlainNumber {
    /// Powers of ten up to the longest fraction, where no bounds are checked.
    let powers: UnsafePointer<Double>

    /// Takes a number that ends at `terminator` (before which a carriage return may stand, if it is a line feed) and moves
    /// behind it; false, with nothing moved, where this is no such number.
    ///
    /// Where the next field begins is found by looking for the terminator, not by reading the number: so the processor can
    /// begin the next field before this one is done.
    @inline(__always)
    func take(
        _ cursor: inout UnsafePointer<UInt8>,
        _ terminator: UInt8,
        into target: UnsafeMutablePointer<Double>
    ) -> Bool {
        let field = cursor
        // Flags and small counts are many. The terminator is asked for first: whether it is there is the same all down a column, whether a
        // number begins with a digit or a sign is not, and a branch that cannot be foreseen costs as much as the number.
        let digit = field[0] &- 48
        if field[1] == terminator, digit <= 9 {
            target.pointee = Double(bitPattern: 0x4330_0000_0000_0000 | UInt64(digit)) - 0x1p52
            cursor = field + 2
            return true
        }
        let distance = PlainNumber.distance(field, to: terminator)
        cursor = field + (distance &+ 1)
        let length = read(field, into: target)
        // Sixteen also stands for "not found": then the byte behind the number is looked at below.
        if length == distance, 0 < length, length < PlainNumber.reach { return true }
        let end = field + length
        if length > 0, end[0] == terminator {
            cursor = end + 1
            return true
        }
        if length > 0, terminator == .lineFeed, end[0] == .carriageReturn, end[1] == .lineFeed {
            cursor = end + 2
            return true
        }
        cursor = field
        return false
    }

    /// Bytes within which a terminator is looked for.
    private static let reach = 16

    /// How far `byte` is away; `reach` where it is not among the next sixteen bytes.
    @inline(__always)
    private static func distance(_ field: UnsafePointer<UInt8>, to byte: UInt8) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let raw = UnsafeRawPointer(field)
        let pattern = ones &* UInt64(byte)
        let first = raw.loadUnaligned(as: UInt64.self) ^ pattern
        let second = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self) ^ pattern
        let inFirst = (first &- ones) & ~first & 0x8080_8080_8080_8080
        let inSecond = (second &- ones) & ~second & 0x8080_8080_8080_8080
        // Eight where the first word has none, whose fourth bit then lets the second one count: a branch would often be guessed
        // wrongly, as fields are about eight bytes long.
        let near = inFirst.trailingZeroBitCount >> 3
        let far = inSecond.trailingZeroBitCount >> 3
        return near &+ (far & (0 &- (near >> 3)))
    }

    /// Reads a number into `target` and returns its length; zero where this is no plain number.
    ///
    /// At least 17 bytes behind `field` can be read. About forty instructions for up to seven digits, which are gathered by
    /// three multiplications (Lemire 2018, "Quickly parsing eight digits").
    @inline(__always)
    func read(
        _ field: UnsafePointer<UInt8>,
        into target: UnsafeMutablePointer<Double>
    ) -> Int {
        let sign = field[0] == UInt8(ascii: "-") ? 1 : 0
        let start = field + sign
        let raw = UnsafeRawPointer(start)
        let zeros: UInt64 = 0x3030_3030_3030_3030
        let plain = raw.loadUnaligned(as: UInt64.self) ^ zeros
        let notDigit = PlainNumber.nonDigits(plain)
        guard notDigit != 0 else { return readLong(field, into: target) }
        let wholeBits = UInt64(truncatingIfNeeded: notDigit.trailingZeroBitCount) & 0x38
        var digits = plain
        var digitBits = wholeBits
        var length = Int(truncatingIfNeeded: wholeBits >> 3)
        var scale = 1.0
        if start[length] == UInt8(ascii: ".") {
            // Close up over the point: bytes below it stay, bytes above it move down by one.
            let shifted = raw.loadUnaligned(fromByteOffset: 1, as: UInt64.self) ^ zeros
            let below: UInt64 = (1 &<< wholeBits) &- 1
            digits = (plain & below) | (shifted & ~below)
            let rest = PlainNumber.nonDigits(digits)
            guard rest != 0 else { return readLong(field, into: target) }
            digitBits = UInt64(truncatingIfNeeded: rest.trailingZeroBitCount) & 0x38
            scale = powers[Int(truncatingIfNeeded: (digitBits &- wholeBits) >> 3)]
            length = Int(truncatingIfNeeded: digitBits >> 3) &+ 1
        }
        guard digitBits > 0 else { return 0 }
        var gathered = digits &<< (64 &- digitBits)
        gathered = (gathered &* 10) &+ (gathered >> 8)
        gathered =
            (((gathered & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064)
                &+ (((gathered >> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001)) >> 32
        // At most seven digits: the division of two exact numbers rounds once.
        // The whole number is made a double by its bits: the conversion instruction would wait for the last division.
        let whole = Double(bitPattern: 0x4330_0000_0000_0000 | gathered) - 0x1p52
        let magnitude = whole / scale
        // The sign is a coin to the processor: a branch on it would cost half the time of a field.
        let signBit = UInt64(truncatingIfNeeded: sign) &<< 63
        target.pointee = Double(bitPattern: magnitude.bitPattern | signBit)
        return length &+ sign
    }

    /// A mark in the high bit of every byte that is no digit once the noughts are taken off; only the lowest mark is sure.
    @inline(__always)
    private static func nonDigits(_ word: UInt64) -> UInt64 {
        ((word &+ 0x7676_7676_7676_7676) | word) & 0x8080_8080_8080_8080
    }

    /// Eight to seventeen digits one by one, exact where they fit in 53 bits; zero otherwise.
    @inline(never)
    private func readLong(
        _ field: UnsafePointer<UInt8>,
        into target: UnsafeMutablePointer<Double>
    ) -> Int {
        let negative = field[0] == UInt8(ascii: "-")
        var place = negative ? field + 1 : field
        var mantissa: UInt64 = 0
        var digits = 0
        var fraction = 0
        var pointSeen = false
        while digits < 18 {
            let digit = place[0] &- 48
            if digit <= 9 {
                mantissa = mantissa &* 10 &+ UInt64(digit)
                digits &+= 1
                if pointSeen { fraction &+= 1 }
            } else if place[0] == UInt8(ascii: "."), !pointSeen {
                pointSeen = true
            } else {
                break
            }
            place += 1
        }
        guard digits > 0, mantissa < 1 << 53 else { return 0 }
        let magnitude = Double(mantissa) / powers[fraction]
        target.pointee = negative ? -magnitude : magnitude
        return place - field
    }
}
