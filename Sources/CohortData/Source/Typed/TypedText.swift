internal import TopsliceCalendar

/// The text of a typed value: what a file of text would hold in its place.
struct TypedText {
    private static let microsecondsOfDay = Int64(86_400_000_000)

    /// - `start`: where the text of the row begins, of a column of texts.
    func withText<Result>(
        of cells: TypedCells,
        _ row: Int,
        _ start: Int,
        _ body: (FieldBytes) throws -> Result
    ) rethrows -> Result {
        let value = cells.values[row]
        if cells.kind == .text {
            return try body(FieldBytes(start: cells.text.map { $0 + start }, count: Int(value)))
        }
        var text = Self.text(value, cells.kind)
        return try text.withUTF8(body)
    }

    static func text(_ value: Int64, _ kind: TypedCells.Kind) -> String {
        switch kind {
        case .text: preconditionFailure("a text of \(value) bytes is no number")
        case .number: return ShortNumber.text(Double(bitPattern: UInt64(bitPattern: value)))
        case .whole, .boolean: return "\(value)"
        case .day: return day(Int(value))
        case .time:
            let (days, rest) = (value / microsecondsOfDay, value % microsecondsOfDay)
            let number = Int(rest < 0 ? days - 1 : days)
            let microseconds = Int(rest < 0 ? rest + microsecondsOfDay : rest)
            guard microseconds > 0 else { return day(number) }
            let seconds = microseconds / 1_000_000
            let clock = [seconds / 3_600, seconds / 60 % 60, seconds % 60]
                .map { padded($0, 2) }.joined(separator: ":")
            let part = microseconds % 1_000_000
            return "\(day(number)) \(clock)" + (part == 0 ? "" : "." + padded(part, 6))
        }
    }

    /// `YYYY-MM-DD`.
    static func day(_ number: Int) -> String {
        let (year, month, day) = GregorianDay.components(of: number)
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = "\(value)"
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
