package import TopsliceOptions
internal import TopsliceRecords

/// The family of one of several outcomes.
package struct NamedFamily: Sendable, Equatable {
    package let outcome: String
    package let family: OutcomeModel

    package init(outcome: String, family: OutcomeModel) {
        self.outcome = outcome
        self.family = family
    }
}

extension OptionForm where Value == [NamedFamily] {
    /// Outcomes with their families, `a=binomial,b=two-part`; a map in a file.
    package static var families: Self {
        let texts = OptionForm<[NamedText]>.values
        let choice = OptionForm<OutcomeModel>.choice
        return Self(
            .list,
            fromText: { text, faults in
                texts.value(of: text, &faults)?.compactMap { named in
                    choice.value(of: named.text, &faults).map {
                        NamedFamily(outcome: named.name.value, family: $0)
                    }
                }
            },
            fromNode: { node, reader in
                node.map(&reader.faults)?.entries.compactMap { entry in
                    choice.value(of: entry.value, &reader).map {
                        NamedFamily(outcome: entry.key, family: $0)
                    }
                }
            },
            written: {
                $0.map { "\($0.outcome)=\($0.family.spelling)" }.joined(separator: ",")
            }
        )
    }
}
