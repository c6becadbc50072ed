internal import TopsliceOptions
internal import TopsliceRecords

extension OptionEntry {
    /// The rules to be applied: their names, or `all`.
    static func rules<Rule: SpelledChoice>(
        _ path: WritableKeyPath<Options, [Stated<String>]?> & Sendable,
        _ rule: Rule.Type
    ) -> Self {
        Self(
            "rules",
            path,
            .names(words: ["all"] + Rule.allCases.map(\.spelling)),
            default: .value([Stated("all", at: "--rules")]),
            "Rules separated by commas, or all."
        )
    }
}

/// The rules a request asks for.
struct RuleChoice<Rule: SpelledChoice & Equatable> {
    let rules: [Stated<Rule>]
    /// Whether rules were asked for by name, so that one that does not apply is an error.
    let areNamed: Bool

    init(_ stated: [Stated<String>]?, _ faults: inout RequestFaults) {
        areNamed = stated.map { $0.map(\.value) != ["all"] } ?? false
        guard areNamed, let stated else {
            rules = Rule.allCases.map { Stated($0, at: "--rules") }
            return
        }
        var rules: [Stated<Rule>] = []
        let known = Rule.allCases.map(\.spelling)
        for name in stated {
            guard let rule = Rule(spelling: name.value) else {
                let hint = Spelling.suggestion(for: name.value, among: known)
                faults.add(
                    name,
                    "'\(name.value)' is not a rule; known are all, \(known.joined(separator: ", "))\(hint)"
                )
                continue
            }
            if rules.contains(where: { $0.value == rule }) {
                faults.add(name, "rule '\(name.value)' is there twice")
            } else {
                rules.append(Stated(rule, at: name.place))
            }
        }
        if stated.isEmpty { faults.add("--rules", "no rule is named") }
        self.rules = rules
    }

    /// As printed back.
    var names: [Stated<String>] {
        areNamed
            ? rules.map { Stated($0.value.spelling, at: $0.place) } : [Stated("all", at: "--rules")]
    }
}
