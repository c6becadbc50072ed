/// What a file of Stata, SPSS or SAS says of its columns.
struct StatisticalColumns: Sendable {
    struct Column: Sendable {
        let name: String
        let isText: Bool
        let time: StatisticalTime?
        /// The name of its set of value labels; nil without.
        let labels: String?
    }

    /// A value that has a label.
    enum Labelled: Hashable, Sendable {
        case number(Double)
        case text(String)
    }

    var columns: [Column] = []
    /// By set and value.
    private(set) var labels: [String: [Labelled: String]] = [:]

    mutating func add(label: String, of value: Labelled, to set: String) {
        labels[set, default: [:]][value] = label
    }

    /// The labels of a column, a label that several values have with the value behind it; nil without.
    func labels(of column: Column) -> [Labelled: String]? {
        guard let set = column.labels, let labels = labels[set], !labels.isEmpty else { return nil }
        var uses: [String: Int] = [:]
        for label in labels.values { uses[label, default: 0] += 1 }
        var result: [Labelled: String] = [:]
        for (value, label) in labels {
            guard uses[label] != 1 else {
                result[value] = label
                continue
            }
            let text =
                switch value {
                case .number(let number): ShortNumber.text(number)
                case .text(let text): text
                }
            result[value] = "\(label) (\(text))"
        }
        return result
    }
}

/// Numbers as the shortest texts that read back as they are.
enum ShortNumber {
    static func text(_ value: Double) -> String {
        value == value.rounded() && value.magnitude < 1e15 ? "\(Int(value))" : "\(value)"
    }
}
