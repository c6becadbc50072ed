/// The levels of a factor in R's order: as numbers where all of them are numbers, else as text.
///
/// Texts of the same number (`1` and `1.0`) are one level, named as R prints the number.
struct FactorLevels {
    /// Names in order; the first is the reference.
    let names: [String]
    /// For each label as read, the number of its level.
    let numbers: [Int]

    init(_ labels: [String]) {
        let values = labels.map { Self.number($0) }
        guard !labels.isEmpty, values.allSatisfy({ $0 != nil }) else {
            names = labels
            numbers = Array(labels.indices)
            return
        }
        let distinct = Set(values.compactMap { $0 }).sorted()
        var places: [Double: Int] = [:]
        for (place, value) in distinct.enumerated() { places[value] = place }
        names = distinct.map { Self.name($0) }
        numbers = values.map { $0.flatMap { places[$0] } ?? 0 }
    }

    /// The value of plain decimal text; nil for all else (Swift's own reader takes `nan` and hexadecimals).
    private static func number(_ text: String) -> Double? {
        guard text.utf8.allSatisfy({ "+-.0123456789eE".utf8.contains($0) }),
            let value = Double(text),
            value.isFinite
        else { return nil }
        return value + 0
    }

    private static func name(_ value: Double) -> String {
        value == value.rounded() && value.magnitude < 1e15 ? String(Int(value)) : "\(value)"
    }
}
