internal import TopsliceRecords

extension OptionForm where Value == Int {
    /// A whole number within limits.
    package static func whole(_ range: ClosedRange<Int>) -> Self {
        let limits =
            range.upperBound == .max
            ? "\(range.lowerBound) or more" : "from \(range.lowerBound) to \(range.upperBound)"
        return number("a whole number", limits, written: { "\($0)" }) { text in
            guard let value = Int(text), "\(value)" == text, range.contains(value) else {
                return nil
            }
            return value
        }
    }
}

extension OptionForm where Value == UInt64 {
    /// A seed of random numbers.
    package static var seed: Self {
        number("a whole number", "from 0 to \(UInt64.max)", written: { "\($0)" }) { text in
            guard let value = UInt64(text), "\(value)" == text else { return nil }
            return value
        }
    }
}

extension OptionForm where Value == Double {
    /// A number between limits, which it may not reach.
    package static func between(_ least: Double, _ greatest: Double) -> Self {
        let limits = "above \(short(least)) and below \(short(greatest))"
        return number("a number", limits, written: { "\($0)" }) { text in
            decimal(text).flatMap { $0 > least && $0 < greatest ? $0 : nil }
        }
    }

    /// A number within limits.
    package static func number(_ range: ClosedRange<Double>) -> Self {
        let limits = "from \(short(range.lowerBound)) to \(short(range.upperBound))"
        return number("a number", limits, written: { "\($0)" }) { text in
            decimal(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    private static func short(_ value: Double) -> String {
        Int(exactly: value).map { "\($0)" } ?? "\(value)"
    }

    /// Digits with at most one point and an exponent; not `inf`, `nan` or hexadecimal, which Swift reads too.
    private static func decimal(_ text: String) -> Double? {
        guard text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }),
            let value = Double(text), value.isFinite
        else { return nil }
        return value
    }
}

extension OptionForm {
    fileprivate static func number(
        _ what: String,
        _ limits: String,
        written: @escaping @Sendable (Value) -> String,
        _ read: @escaping @Sendable (String) -> Value?
    ) -> Self {
        Self(
            .number,
            limits: limits,
            fromText: { text, faults in
                if let value = read(text.value) { return value }
                faults.add(text, "'\(escaped(text.value))' is not \(what) \(limits)")
                return nil
            },
            fromNode: { node, reader in
                guard let text = node.text(&reader.faults) else { return nil }
                if let value = read(text) { return value }
                reader.faults.add(.value, node, "'\(escaped(text))' is not \(what) \(limits)")
                return nil
            },
            written: written
        )
    }
}

extension OptionEntry {
    package static func seed(
        _ path: WritableKeyPath<Options, UInt64?> & Sendable,
        _ meaning: String
    ) -> Self {
        Self("seed", path, .seed, scope: .commandLine, default: .value(1), meaning)
    }
}
