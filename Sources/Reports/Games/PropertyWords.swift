import TopsliceCooperativeGames

/// A property of a game: its name in data, its name and meaning in words, and what was found.
struct PropertyWords {
    var key: String
    var title: String
    var meaning: String
    var finding: Finding

    enum Finding {
        case holds
        case doesNotHold
        /// At these coalitions.
        case fails(Coalition, Coalition)
        case notChecked

        init(_ finding: PropertyFinding) {
            self =
                switch finding {
                case .holds: .holds
                case .fails(let first, let second): .fails(first, second)
                case .notChecked: .notChecked
                }
        }

        init(_ holds: Bool) { self = holds ? .holds : .doesNotHold }
    }

    private init(_ title: String, _ meaning: String, _ finding: Finding) {
        key = String(title.lowercased().map { $0 == "-" ? "_" : $0 })
        self.title = title
        self.meaning = meaning
        self.finding = finding
    }

    static func all(_ found: GameProperties) -> [PropertyWords] {
        func said(_ finding: PropertyFinding) -> Finding { .init(finding) }
        return [
            .init(
                "Superadditive",
                "separate groups do at least as well together",
                said(found.superadditive)
            ),
            .init(
                "Convex",
                "joining a larger group is worth at least as much",
                said(found.convex)
            ),
            .init("Monotone", "a larger group never has a smaller number", said(found.monotone)),
            .init(
                "Zero-monotone",
                "anybody is welcome everywhere at its own value",
                said(found.zeroMonotone)
            ),
            .init("Balanced", "some division satisfies every group", .init(found.balanced)),
            .init("Essential", "working together is worth something", .init(found.essential)),
            .init(
                "Constant-sum",
                "what a group has, the others lack",
                said(found.constantSum)
            ),
        ]
    }
}
