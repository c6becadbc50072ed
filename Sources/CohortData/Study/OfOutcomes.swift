package import TopsliceOptions
internal import TopsliceRecords

/// What an option says of outcomes: one value for the outcome, or a value for each of several that has one.
package enum OfOutcomes<Value: Sendable & Equatable>: Sendable, Equatable {
    /// As of one outcome, which alone it can be meant of.
    case one(Value)
    /// In the order in which they were stated.
    case each([Named])

    package struct Named: Sendable, Equatable {
        package let outcome: String
        package let value: Value

        package init(outcome: String, value: Value) {
            self.outcome = outcome
            self.value = value
        }
    }

    /// What is said of an outcome; nil where nothing is.
    package func value(of outcome: String) -> Value? {
        switch self {
        case .one(let value): value
        case .each(let named): named.first { $0.outcome == outcome }?.value
        }
    }

    /// Every value, in the order in which they were stated.
    package var values: [Value] {
        switch self {
        case .one(let value): [value]
        case .each(let named): named.map(\.value)
        }
    }

    /// Values by outcome, those that have none left out; nil where nobody has one.
    ///
    /// - `isSeveral`: whether outcomes are named although there is one.
    package init?(_ values: [(outcome: String, value: Value?)], isSeveral: Bool) {
        let named = values.compactMap { outcome, value in
            value.map { Named(outcome: outcome, value: $0) }
        }
        guard let first = named.first else { return nil }
        self = isSeveral ? .each(named) : .one(first.value)
    }
}

extension OptionForm {
    /// A value, or outcomes with theirs, `a=1,b=2`; a value or a map in a file.
    package static func ofOutcomes<One>(_ form: OptionForm<One>) -> Self
    where Value == OfOutcomes<One> {
        let texts = OptionForm<[NamedText]>.values
        return Self(
            .text,
            limits: form.limits,
            fromText: { text, faults in
                guard text.value.contains("=") else {
                    return form.value(of: text, &faults).map { .one($0) }
                }
                return texts.value(of: text, &faults).map { pairs in
                    .each(
                        pairs.compactMap { pair in
                            form.value(of: pair.text, &faults).map {
                                .init(outcome: pair.name.value, value: $0)
                            }
                        }
                    )
                }
            },
            fromNode: { node, reader in
                guard case .map(let entries) = node.content else {
                    return form.value(of: node, &reader).map { .one($0) }
                }
                return .each(
                    entries.compactMap { entry in
                        form.value(of: entry.value, &reader).map {
                            .init(outcome: entry.key, value: $0)
                        }
                    }
                )
            },
            written: { value in
                switch value {
                case .one(let one): form.text(of: one)
                case .each(let named):
                    named.map { "\($0.outcome)=\(form.text(of: $0.value))" }
                        .joined(separator: ",")
                }
            }
        )
    }
}
