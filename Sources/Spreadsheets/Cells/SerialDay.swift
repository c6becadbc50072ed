internal import TopsliceCalendar

/// Days as spreadsheets count them.
///
/// The 1900 system counts 1 January 1900 as 1 and, since Lotus 1-2-3 took 1900 for a leap year, a 29 February 1900 as 60
/// (ECMA-376 part 1, 18.17.4.1). The 1904 system counts 1 January 1904 as 0.
enum SerialDay {
    /// The day as `2025-04-01`, and whether there is a time behind it.
    ///
    /// - Parameter serial: plain decimal text, days and parts of a day.
    /// - Throws: `.noSuchDay` where the system has no such day.
    static func day(_ serial: String, since1904: Bool) throws(CellFault) -> String {
        let whole = serial.prefix { $0 != "." }
        guard !whole.hasPrefix("-"), let number = Int(whole), number <= 2_958_465 else {
            throw .noSuchDay
        }
        // Days since 1 January 1970.
        if since1904 {
            // 31 December 9999 is the last there, 1,462 days fewer.
            guard number <= 2_958_465 - 1_462 else { throw .noSuchDay }
            return written(number - 24_107)
        }
        guard number != 0, number != 60 else { throw .noSuchDay }
        return written(number - (number < 60 ? 25_568 : 25_569))
    }

    private static func written(_ day: Int) -> String {
        let (year, month, day) = GregorianDay.components(of: day)
        return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    /// The day of `2025-04-01` or `2025-04-01T13:45:00`, in that form or not at all.
    static func day(iso text: String) throws(CellFault) -> String {
        let bytes = Array(text.utf8)
        guard bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
            bytes.count == 10 || bytes[10] == UInt8(ascii: "T"),
            [0..<4, 5..<7, 8..<10].allSatisfy({
                bytes[$0].allSatisfy { (0x30...0x39).contains($0) }
            })
        else { throw .unreadable }
        let number = bytes[..<10].withUnsafeBufferPointer { GregorianDay.number(written: $0) }
        guard number != nil else { throw .noSuchDay }
        return String(text.prefix(10))
    }
}
