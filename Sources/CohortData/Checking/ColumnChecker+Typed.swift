/// Cells of columns that have types, which no text is made of unless it is wanted.
extension ColumnChecker {
    /// Checks a value that is there and is no text; nil where it takes its text to judge it.
    ///
    /// What is accepted here is what the text of the value would be accepted as.
    mutating func check(
        _ value: Int64,
        _ kind: TypedCells.Kind,
        line: Int,
        _ log: inout FaultLog
    ) -> Cell? {
        clear()
        switch plan {
        case .ignored: return .value
        case .numberOrLevel: return nil
        case .numberOrFlag, .typed: break
        }
        if kind == .day {
            guard case .typed(.date) = plan else { return nil }
            return accept(day: Int(value), line: line, &log)
        }
        guard kind != .time else { return nil }
        let number =
            kind == .number ? Double(bitPattern: UInt64(bitPattern: value)) : Double(value)
        if isMissingCode(number) { return missing(line: line, &log) }
        guard number.isFinite else { return nil }
        switch plan {
        case .numberOrFlag:
            flags.addDigits(line: line)
            return accept(number, isInRange: true, line: line, &log)
        case .typed(.number):
            var isInRange = true
            if case .number(let low, let high)? = range {
                isInRange = Self.isWithin(number, low, high)
            }
            return accept(number, isInRange: isInRange, line: line, &log)
        case .typed(.integer):
            guard let whole = kind == .number ? Int(exactly: number) : Int(value) else {
                return nil
            }
            var isInRange = true
            if case .integer(let low, let high)? = range {
                isInRange = Self.isWithin(whole, low, high)
            }
            return accept(number, isInRange: isInRange, line: line, &log)
        case .typed(.binary):
            guard flagRule.declared == nil, number == 0 || number == 1 else { return nil }
            note(nil, line: line)
            return accept(number, isInRange: true, line: line, &log)
        case .typed(.money):
            // The amount whose nearest double this is, if it has two decimals and digits enough.
            let pence = (number * 100).rounded()
            guard pence.magnitude < 1e15, pence / 100 == number else { return nil }
            return accept(pence: Int64(pence), line: line, &log)
        case .typed(.date), .typed(.category), .typed(.id), .ignored, .numberOrLevel: return nil
        }
    }

    /// A value that is not there.
    mutating func checkMissing(line: Int, _ log: inout FaultLog) -> Cell {
        clear()
        if case .ignored = plan { return .value }
        return missing(line: line, &log)
    }
}
