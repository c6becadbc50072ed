/// What a byte may mean to the scanner; nearly all are `ordinary`, told by one look into a table.
enum ByteClass {
    static let ordinary: UInt8 = 0
    static let delimiter: UInt8 = 1
    static let lineFeed: UInt8 = 2
    static let carriageReturn: UInt8 = 3
    static let quote: UInt8 = 4
    static let nonASCII: UInt8 = 5
    static let control: UInt8 = 6

    /// The class of each of the 256 bytes.
    static func table(delimiter: UInt8) -> [UInt8] {
        (0...255).map { value in
            let byte = UInt8(value)
            return switch byte {
            case delimiter: Self.delimiter
            case .lineFeed: lineFeed
            case .carriageReturn: carriageReturn
            case .quote: quote
            case .tab: ordinary
            case 0..<0x20: control
            case 0x80...: nonASCII
            default: ordinary
            }
        }
    }
}
