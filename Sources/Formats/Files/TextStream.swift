/// Text in UTF-8 on its way to a sink: gathered in one block of memory and handed on in large pieces.
///
/// The first error of the sink is kept, what follows is dropped, and ``finish()`` throws it, so that writing a cell need
/// not be able to fail.
/// - Complexity: memory of one block, however long the text is.
package final class TextStream {
    private let sink: OutputContent.Sink
    private let block: UnsafeMutablePointer<UInt8>
    private var count = 0
    private var failure: (any Error)?

    /// Bytes of a piece.
    private static let size = 1 << 18

    private init(_ sink: @escaping OutputContent.Sink) {
        self.sink = sink
        block = .allocate(capacity: Self.size)
    }

    deinit { block.deallocate() }

    /// Hands what `body` writes to the sink.
    package static func write(
        to sink: OutputContent.Sink,
        _ body: (TextStream) -> Void
    ) throws {
        try withoutActuallyEscaping(sink) { sink in
            let stream = TextStream(sink)
            body(stream)
            try stream.finish()
        }
    }

    /// All that `body` writes.
    package static func bytes(_ body: (TextStream) -> Void) -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            try write(to: { bytes += $0 }, body)
        } catch {
            preconditionFailure("memory refused \(bytes.count) bytes: \(error)")
        }
        return bytes
    }

    private func finish() throws {
        flush()
        if let failure { throw failure }
    }

    private func flush() {
        guard count > 0 else { return }
        let piece = UnsafeRawBufferPointer(start: block, count: count)
        count = 0
        guard failure == nil else { return }
        do { try sink(piece) } catch { failure = error }
    }

    @inline(__always)
    package func append(_ byte: UInt8) {
        if count == Self.size { flush() }
        block[count] = byte
        count += 1
    }

    @inline(__always)
    package func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        if bytes.count > Self.size - count {
            appendLong(bytes)
        } else {
            (block + count).update(from: start, count: bytes.count)
            count += bytes.count
        }
    }

    private func appendLong(_ bytes: UnsafeBufferPointer<UInt8>) {
        var rest = bytes
        while let start = rest.baseAddress, !rest.isEmpty {
            if count == Self.size { flush() }
            let part = min(rest.count, Self.size - count)
            (block + count).update(from: start, count: part)
            count += part
            rest = UnsafeBufferPointer(rebasing: rest[part...])
        }
    }

    package func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { append($0) } }

    package func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Text that needs no escape.
    package func append(plain text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    package func append(_ value: Int) {
        if value < 0 { append(UInt8(ascii: "-")) }
        append(digits: value.magnitude, atLeast: 1)
    }

    /// An amount in minor units as digits with a decimal point: `-1234.50`.
    package func append(minorUnits: Int, decimals: Int) {
        if minorUnits < 0 { append(UInt8(ascii: "-")) }
        guard decimals > 0 else { return append(digits: minorUnits.magnitude, atLeast: 1) }
        let power = Self.power(decimals)
        let (whole, part) = minorUnits.magnitude.quotientAndRemainder(dividingBy: power)
        append(digits: whole, atLeast: 1)
        append(UInt8(ascii: "."))
        append(digits: part, atLeast: decimals)
    }

    private static func power(_ decimals: Int) -> UInt {
        decimals == 2 ? 100 : (0..<decimals).reduce(1) { product, _ in product * 10 }
    }

    private func append(digits value: UInt, atLeast least: Int) {
        // A word has at most 20 digits.
        if Self.size - count < 20 { flush() }
        var length = 1
        var bound: UInt = 10
        while length < 20, value >= bound {
            length += 1
            let (next, isTooLarge) = bound.multipliedReportingOverflow(by: 10)
            if isTooLarge {
                // Twenty digits where nineteen are not enough.
                break
            }
            bound = next
        }
        length = max(length, least)
        var rest = value
        var place = count + length
        while place > count {
            place -= 1
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            block[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit)
            rest = quotient
        }
        count += length
    }
}
