/// Who the explained variance is shared among: single regressors, groups of them, and unions of groups.
///
/// Everything not named is a regressor on its own. Names are those of columns; groups and unions have
/// names of their own.
public struct PlayerStructure: Sendable, Equatable {
    /// Columns that enter and leave together and get one share: a factor, a polynomial.
    public struct Group: Sendable, Equatable {
        public var name: String
        public var columns: [String]

        public init(name: String, columns: [String]) {
            self.name = name
            self.columns = columns
        }
    }

    /// Groups and regressors that stand together against the rest before they share among themselves
    /// (Owen 1977, Values of games with a priori unions).
    public struct Union: Sendable, Equatable {
        public var name: String
        public var players: [String]

        public init(name: String, players: [String]) {
            self.name = name
            self.players = players
        }
    }

    public var groups: [Group]
    public var unions: [Union]
    /// Columns in every subset: what they explain is taken out before anything is shared.
    public var always: [String]

    public init(groups: [Group] = [], unions: [Union] = [], always: [String] = []) {
        self.groups = groups
        self.unions = unions
        self.always = always
    }
}
