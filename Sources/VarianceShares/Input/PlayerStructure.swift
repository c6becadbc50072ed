/// Who the explained variance is shared among: single regressors, groups of them, and unions of groups.
///
/// Everything not named is a regressor on its own. Names are those of columns; groups and unions have
/// names of their own.
package struct PlayerStructure: Sendable, Equatable {
    /// Columns that enter and leave together and get one share: a factor, a polynomial.
    package struct Group: Sendable, Equatable {
        package var name: String
        package var columns: [String]

        package init(name: String, columns: [String]) {
            self.name = name
            self.columns = columns
        }
    }

    /// Groups and regressors that stand together against the rest before they share among themselves
    /// (Owen 1977, Values of games with a priori unions).
    package struct Union: Sendable, Equatable {
        package var name: String
        package var players: [String]

        package init(name: String, players: [String]) {
            self.name = name
            self.players = players
        }
    }

    package var groups: [Group]
    package var unions: [Union]
    /// Columns in every subset: what they explain is taken out before anything is shared.
    package var always: [String]

    package init(groups: [Group] = [], unions: [Union] = [], always: [String] = []) {
        self.groups = groups
        self.unions = unions
        self.always = always
    }
}
