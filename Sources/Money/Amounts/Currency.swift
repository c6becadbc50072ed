/// A currency by its ISO 4217 code, with the number of decimal digits its minor unit has.
///
/// ``known`` holds those in use; one that is missing can be declared in full.
public struct Currency: Sendable, Hashable {
    /// The code in the three lowest bytes, then the digits, then up to four bytes of the symbol: an
    /// amount is copied and compared millions of times, and so is its currency.
    private let packed: UInt64

    /// - Parameters:
    ///   - code: three capital letters, such as `GBP`.
    ///   - minorDigits: digits after the decimal point, 0 ... 4 as in ISO 4217: 2 for pence, 0 for yen.
    ///   - symbol: what is written before an amount, at most four bytes of UTF-8; nil where the code is
    ///     used.
    public init(code: String, minorDigits: Int, symbol: String?) {
        precondition((0...4).contains(minorDigits), "\(code) with \(minorDigits) minor digits")
        precondition(
            code.utf8.count == 3 && code.utf8.allSatisfy { (65...90).contains($0) },
            "'\(code)' is not three capital letters"
        )
        let mark = symbol ?? ""
        precondition(
            mark.utf8.count <= 4 && !mark.utf8.contains(0) && symbol?.isEmpty != true,
            "'\(mark)' is no symbol of one to four bytes"
        )
        var packed: UInt64 = 0
        for byte in mark.utf8.reversed() { packed = packed << 8 | UInt64(byte) }
        packed = packed << 8 | UInt64(minorDigits)
        for byte in code.utf8.reversed() { packed = packed << 8 | UInt64(byte) }
        self.packed = packed
    }

    private init(packed: UInt64) { self.packed = packed }

    /// What is counted where nothing is paid: seats, households, posts. Whole, without a symbol, and no currency of
    /// any code.
    public static let units = Currency(packed: 0)

    /// Whether amounts are of money, not of ``units``.
    public var isMoney: Bool { packed != 0 }

    /// Three capital letters, such as `GBP`; `units` where nothing is paid.
    public var code: String { isMoney ? text(from: 0, count: 3) : "units" }
    /// Digits after the decimal point: 2 for pence, 0 for yen.
    public var minorDigits: Int { Int(packed >> 24 & 0xFF) }
    /// What is written before an amount, or nil where the code is used.
    public var symbol: String? {
        let mark = text(from: 4, count: 4)
        return mark.isEmpty ? nil : mark
    }

    /// The bytes from a place on, up to the first zero.
    private func text(from place: Int, count: Int) -> String {
        let bytes = (place..<place + count).map { UInt8(truncatingIfNeeded: packed >> (8 * $0)) }
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// A currency of the list by its code.
    public init(code: String) throws(MoneyError) {
        guard let known = Currency.byCode[code] else { throw .unknownCurrency(code: code) }
        self = known
    }

    public static let pounds = Currency(code: "GBP", minorDigits: 2, symbol: "£")
    public static let euros = Currency(code: "EUR", minorDigits: 2, symbol: "€")
    public static let dollars = Currency(code: "USD", minorDigits: 2, symbol: "$")

    /// Minor units in one major unit: 100 for pounds.
    public var minorUnitsPerMajor: Int {
        (0..<minorDigits).reduce(1) { product, _ in product * 10 }
    }
}
