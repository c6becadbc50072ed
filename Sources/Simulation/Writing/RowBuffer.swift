/// Bytes of CSV rows being written: a fixed piece of memory and a position in it.
///
/// Formatting numbers is most of the work of a simulation, so numbers are held scaled by 10,000 in whole numbers
/// and four digits are copied at once from a table. Room for a row is the caller's to keep (`BlockFormat`).
///
/// Used by one thread at a time: filled by a worker, then emptied by the caller after the worker has ended.
final class RowBuffer: @unchecked Sendable {
    private let memory: UnsafeMutablePointer<UInt8>
    private let capacity: Int
    private var position = 0

    /// The places after the point in every number written, and what a number is scaled by.
    static let decimals = 4
    static let scale = 10_000.0

    init(capacity: Int) {
        self.capacity = capacity
        memory = .allocate(capacity: capacity)
    }

    deinit { memory.deallocate() }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: memory, count: position) }

    func removeAll() { position = 0 }

    /// Checks once a row that `count` more bytes fit.
    @inline(__always)
    func makeRoom(_ count: Int) {
        precondition(
            position + count <= capacity,
            "row of \(count) bytes at \(position) of \(capacity)"
        )
    }

    @inline(__always)
    func append(byte: UInt8) {
        memory[position] = byte
        position += 1
    }

    @inline(__always)
    func append(digit: Int) { append(byte: UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit)) }

    func append(_ text: [UInt8]) {
        for byte in text { append(byte: byte) }
    }

    /// A whole number of zero or more.
    @inline(__always)
    func append(whole number: Int) {
        if number < 10 {
            append(digit: number)
        } else {
            append(padded: number, width: Self.digitCount(number))
        }
    }

    /// A whole number of zero or more with leading zeros to `width` digits.
    @inline(__always)
    func append(padded number: Int, width: Int) {
        var rest = number
        for place in stride(from: position + width - 1, through: position, by: -1) {
            memory[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        position += width
    }

    /// A number scaled by 10,000: `-1234` is written `-0.1234`, and trailing zeros are kept.
    @inline(__always)
    func append(scaled number: Int, digits: UnsafePointer<UInt32>) {
        if number < 0 { append(byte: UInt8(ascii: "-")) }
        let size = number.magnitude
        let whole = size / 10_000
        append(whole: Int(whole))
        append(byte: UInt8(ascii: "."))
        let fraction = digits[Int(size - whole * 10_000)]
        UnsafeMutableRawPointer(memory + position).storeBytes(of: fraction, as: UInt32.self)
        position += Self.decimals
    }

    /// The number nearest to `value` on the grid of 1/10,000, scaled; halves go away from zero.
    @inline(__always)
    static func scaled(_ value: Double) -> Int {
        Int(value * scale + (value < 0 ? -0.5 : 0.5))
    }

    static func digitCount(_ number: Int) -> Int {
        var count = 1
        var rest = number / 10
        while rest > 0 {
            count += 1
            rest /= 10
        }
        return count
    }

    /// Entry n: the four digits of n in the order of memory, for 0 ..< 10,000.
    static let fourDigits: [UInt32] = (0..<10_000).map { number in
        let digits = [number / 1_000, number / 100 % 10, number / 10 % 10, number % 10]
        let bytes = digits.map { UInt32($0) + UInt32(UInt8(ascii: "0")) }
        return UInt32(littleEndian: bytes[0] | bytes[1] << 8 | bytes[2] << 16 | bytes[3] << 24)
    }
}
