/// Reads the files inside a zip archive (deflate or stored), to look into workbooks.
///
/// After RFC 1951 and the "puff" reference decoder of zlib.
package struct ZipReader {
    package private(set) var files: [String: String] = [:]

    package init(_ bytes: [UInt8]) {
        var at = 0
        func number(_ position: Int, _ size: Int) -> Int {
            (0..<size).reduce(0) { $0 | Int(bytes[position + $1]) << (8 * $1) }
        }
        // The central directory: its entries know sizes even where local headers do not.
        at = bytes.count - 22
        while at > 0 && number(at, 4) != 0x0605_4b50 { at -= 1 }
        var entry = number(at + 16, 4)
        while entry + 46 <= bytes.count && number(entry, 4) == 0x0201_4b50 {
            let nameLength = number(entry + 28, 2)
            let name = String(
                decoding: bytes[(entry + 46)..<(entry + 46 + nameLength)],
                as: UTF8.self
            )
            let local = number(entry + 42, 4)
            let start = local + 30 + number(local + 26, 2) + number(local + 28, 2)
            let packed = Array(bytes[start..<(start + number(entry + 20, 4))])
            let plain = number(entry + 10, 2) == 8 ? Inflater(packed).run() : packed
            files[name] = String(decoding: plain, as: UTF8.self)
            entry += 46 + nameLength + number(entry + 30, 2) + number(entry + 32, 2)
        }
    }
}

private struct Inflater {
    private let input: [UInt8]
    private var position = 0
    private var bitBuffer = 0
    private var bitCount = 0
    private var output: [UInt8] = []

    init(_ input: [UInt8]) {
        self.input = input
    }

    func run() -> [UInt8] {
        var copy = self
        copy.decode()
        return copy.output
    }

    private mutating func bits(_ count: Int) -> Int {
        while bitCount < count {
            guard position < input.count else { return 0 }
            bitBuffer |= Int(input[position]) << bitCount
            position += 1
            bitCount += 8
        }
        let value = bitBuffer & ((1 << count) - 1)
        bitBuffer >>= count
        bitCount -= count
        return value
    }

    private mutating func decode() {
        var isLast = false
        while !isLast {
            isLast = bits(1) == 1
            switch bits(2) {
            case 0: stored()
            case 1: fixed()
            default: dynamic()
            }
        }
    }

    private mutating func stored() {
        bitBuffer = 0
        bitCount = 0
        let length = Int(input[position]) | Int(input[position + 1]) << 8
        position += 4
        output += input[position..<(position + length)]
        position += length
    }

    private struct Codes {
        var counts = [Int](repeating: 0, count: 16)
        var symbols: [Int] = []

        init(_ lengths: [Int]) {
            for length in lengths { counts[length] += 1 }
            counts[0] = 0
            for length in 1..<16 {
                symbols += lengths.indices.filter { lengths[$0] == length }
            }
        }
    }

    private mutating func symbol(_ codes: Codes) -> Int {
        var code = 0
        var first = 0
        var index = 0
        for length in 1..<16 {
            code |= bits(1)
            let count = codes.counts[length]
            if code - count < first { return codes.symbols[index + code - first] }
            index += count
            first = (first + count) << 1
            code <<= 1
        }
        return 256
    }

    private mutating func fixed() {
        let lengths = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
        block(Codes(lengths), Codes([Int](repeating: 5, count: 30)))
    }

    private mutating func dynamic() {
        let literalCount = bits(5) + 257
        let distanceCount = bits(5) + 1
        let codeCount = bits(4) + 4
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        var lengths = [Int](repeating: 0, count: 19)
        for position in 0..<codeCount { lengths[order[position]] = bits(3) }
        let codes = Codes(lengths)
        var all: [Int] = []
        while all.count < literalCount + distanceCount {
            switch symbol(codes) {
            case 16: all += [Int](repeating: all.last ?? 0, count: 3 + bits(2))
            case 17: all += [Int](repeating: 0, count: 3 + bits(3))
            case 18: all += [Int](repeating: 0, count: 11 + bits(7))
            case let length: all.append(length)
            }
        }
        block(
            Codes(Array(all[..<literalCount])),
            Codes(Array(all[literalCount..<(literalCount + distanceCount)]))
        )
    }

    private static let lengthBase = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115,
        131, 163, 195, 227, 258,
    ]
    private static let lengthExtra = [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
    ]
    private static let distanceBase = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537,
        2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
    ]

    private mutating func block(_ literals: Codes, _ distances: Codes) {
        while true {
            let code = symbol(literals)
            if code < 256 {
                output.append(UInt8(code))
            } else if code == 256 {
                return
            } else {
                let length = Self.lengthBase[code - 257] + bits(Self.lengthExtra[code - 257])
                let number = symbol(distances)
                let distance = Self.distanceBase[number] + bits(max(0, number / 2 - 1))
                for _ in 0..<length { output.append(output[output.count - distance]) }
            }
        }
    }
}
