/// The levels of a factor, each a text of its own, ordered as numbers where all of them are numbers and else by bytes.
///
/// A label is never read as a number: `4.1` and `4.10`, `01` and `1`, `1E1` and `10` are codes of different things. Only
/// the order follows the numbers; labels of the same number stand in the order of their bytes. Whole numbers that all end in
/// `.0`, as a column of floating-point numbers is written, are named without it, as R names them.
struct FactorLevels {
    /// Names in order; the first is the reference.
    let names: [String]
    /// For each label as read, the number of its level.
    let numbers: [Int]

    /// - `labels`: distinct, sorted by bytes.
    init(_ labels: [String]) {
        let values = labels.compactMap { Self.number($0) }
        guard values.count == labels.count else {
            names = labels
            numbers = Array(labels.indices)
            return
        }
        let order = labels.indices.sorted {
            values[$0] == values[$1] ? $0 < $1 : values[$0] < values[$1]
        }
        var places = [Int](repeating: 0, count: labels.count)
        for (place, label) in order.enumerated() { places[label] = place }
        let suffix = labels.allSatisfy(Self.isWholeWithPoint) ? 2 : 0
        names = order.map { String(labels[$0].dropLast(suffix)) }
        numbers = places
    }

    /// The names with those of single rows replaced by their place: such a name is the content of one person's cell.
    ///
    /// - `labels`: the levels that one row has, as numbers of labels as read.
    func shownNames(withholding labels: Set<Int>) -> [String] {
        var shown = names
        for label in labels {
            let place = numbers[label]
            shown[place] = "[level \(place + 1) of \(names.count), one row]"
        }
        return shown
    }

    /// Whether a number is a whole one without leading noughts, written with `.0`.
    private static func isWholeWithPoint(_ label: String) -> Bool {
        let digits = label.drop { $0 == "-" }.dropLast(2)
        return label.hasSuffix(".0") && !digits.isEmpty
            && (digits.first != "0" || digits.count == 1)
            && digits.allSatisfy { "0"..."9" ~= $0 }
    }

    /// The value of plain decimal text; nil for all else (Swift's own reader takes `nan` and hexadecimals).
    private static func number(_ text: String) -> Double? {
        guard text.utf8.allSatisfy({ "+-.0123456789eE".utf8.contains($0) }),
            let value = Double(text),
            value.isFinite
        else { return nil }
        return value
    }
}
