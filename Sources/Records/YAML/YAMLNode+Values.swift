extension YAMLNode {
    /// The exact text of a scalar, quoted or not; nil with a fault where it is not a scalar or nothing.
    package func text(_ faults: inout FaultList) -> String? {
        guard let scalar = scalar(&faults, expected: "a text") else { return nil }
        return scalar.text
    }

    /// A whole number: digits, perhaps a minus sign, no leading nought, no separators, no quotes.
    package func integer(_ faults: inout FaultList) -> Int? {
        let expected = "a whole number such as 12"
        guard let scalar = scalar(&faults, expected: expected) else { return nil }
        guard !scalar.isQuoted, DecimalText.isWhole(scalar.text) else {
            faults.add(.value, self, "\(inWords(scalar)), expected \(expected)")
            return nil
        }
        guard let value = Int(scalar.text) else {
            faults.add(.value, self, "the number is too large")
            return nil
        }
        return value
    }

    /// The exact text of a decimal number, quoted or not: digits with at most one point, perhaps a minus
    /// sign; no exponent, separators, percent or currency sign. Not converted, so nothing is lost.
    package func decimal(_ faults: inout FaultList) -> String? {
        let expected = "a decimal number such as 12.50"
        guard let scalar = scalar(&faults, expected: expected) else { return nil }
        guard DecimalText.isDecimal(scalar.text) else {
            let hint = DecimalText.hint(scalar.text)
            faults.add(.value, self, "\(inWords(scalar)), expected \(expected)\(hint)")
            return nil
        }
        return scalar.text
    }

    /// `true` or `false`, without quotes; not `yes`, `on` or `NO`.
    package func bool(_ faults: inout FaultList) -> Bool? {
        let expected = "true or false"
        guard let scalar = scalar(&faults, expected: expected) else { return nil }
        switch (scalar.text, scalar.isQuoted) {
        case ("true", false): return true
        case ("false", false): return false
        default:
            faults.add(.value, self, "\(inWords(scalar)), expected \(expected)")
            return nil
        }
    }

    /// One of a set of words.
    package func choice<Choice: RawRepresentable & CaseIterable>(
        _ type: Choice.Type,
        _ faults: inout FaultList
    ) -> Choice? where Choice.RawValue == String {
        let words = type.allCases.map(\.rawValue)
        let expected = "one of \(words.joined(separator: ", "))"
        guard let scalar = scalar(&faults, expected: expected) else { return nil }
        guard let choice = Choice(rawValue: scalar.text) else {
            let hint = Spelling.suggestion(for: scalar.text, among: words)
            faults.add(.value, self, "\(inWords(scalar)), expected \(expected)\(hint)")
            return nil
        }
        return choice
    }

    package func list(_ faults: inout FaultList) -> [YAMLNode]? {
        guard case .list(let items) = content else {
            faults.add(.type, self, "\(kindInWords), expected a list")
            return nil
        }
        return items
    }

    /// A list of texts; the faulty ones are left out.
    package func texts(_ faults: inout FaultList) -> [String]? {
        guard let items = list(&faults) else { return nil }
        return items.compactMap { $0.text(&faults) }
    }

    package func map(_ faults: inout FaultList) -> YAMLMap? {
        guard case .map(let entries) = content else {
            faults.add(.type, self, "\(kindInWords), expected a map of keys")
            return nil
        }
        return YAMLMap(node: self, entries: entries)
    }

    private func scalar(_ faults: inout FaultList, expected: String) -> YAMLScalar? {
        guard case .scalar(let scalar) = content, !scalar.isEmpty else {
            faults.add(.type, self, "\(kindInWords), expected \(expected)")
            return nil
        }
        return scalar
    }

    private func inWords(_ scalar: YAMLScalar) -> String {
        scalar.isQuoted ? "the text \"\(escaped(scalar.text))\"" : "'\(escaped(scalar.text))'"
    }
}
