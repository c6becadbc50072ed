package import TopsliceRegression

/// An attribution of each group of people, such as an area, and what the groups say together.
///
/// Each group's people are attributed by themselves: one model a group, so that a group is compared with its own people only. The groups'
/// contributions are then pulled together by `PartialPooling`, as estimates of small groups scatter by chance.
package struct SubgroupTable: Sendable, Equatable, Codable {
    package let outcome: String
    /// The column whose levels are the groups.
    package let column: String
    /// In the order of their labels.
    package private(set) var groups: [Group]
    /// People of the cohort who are in no group, as the column is missing.
    package private(set) var peopleInNone: Int
    /// Of these, whom each agency served, and whom any did; nil where that is not known, or no longer.
    package private(set) var servedInNone: [Int]?
    /// In the order of the agencies, and of all together: what the groups say together; nil where fewer than three say something.
    package let agencies: [PartialPooling?]
    package let together: PartialPooling?

    package struct Group: Sendable, Equatable, Codable {
        package let label: String
        package let people: Int
        package let finding: Finding
        /// People whom each agency served, and whom any did, also where nothing is attributed; nil once counts are only those that may be kept.
        package let served: [Int]?
    }

    package enum Finding: Sendable, Equatable, Codable {
        /// - `agencies`: in the order of the agencies; nil for one with fewer than `fewestPeople` served or not served here.
        case attributed(
            agencies: [Contribution?],
            together: Contribution?,
            standing: Verdict.Standing
        )
        case refused(Cause)
    }

    /// Why a group has no attribution.
    package enum Cause: Sendable, Equatable {
        /// No agency served, and left out, as many people as are needed.
        case fewPeople
        case attribution(AttributionError)
        case regression(RegressionError)
        /// As a report that is made anew has it.
        case told(String)
    }

    package struct Contribution: Sendable, Equatable, Codable {
        /// People of the group served by the agency, or by any.
        package private(set) var served: Int
        /// Per person of the group, from its own people only.
        package let own: Estimate
        /// The same, pulled to the mean of the groups; nil where there is nothing to pull to.
        package internal(set) var pooled: PartialPooling.Posterior?

        package init(served: Int, own: Estimate) {
            self.served = served
            self.own = own
        }

        package func with(served: Int) -> Contribution {
            var one = self
            one.served = served
            return one
        }
    }

    /// An agency with fewer people served, or not served, in a group is not attributed anything there.
    package static let fewestPeople = 10
    /// Groups beyond which a column is taken for no grouping.
    package static let mostGroups = 200

    /// - `level`: of the intervals, such as 0.95.
    package init(
        outcome: String,
        column: String,
        groups: [Group],
        peopleInNone: Int,
        servedInNone: [Int]? = nil,
        agencyCount: Int,
        level: Double
    ) {
        self.outcome = outcome
        self.column = column
        self.peopleInNone = peopleInNone
        self.servedInNone = servedInNone
        let pools = (0..<agencyCount).map { agency in
            Self.pool(groups.map { $0.contribution(of: agency) }, level)
        }
        let whole = Self.pool(groups.map { $0.contribution(of: nil) }, level)
        agencies = pools.map { $0?.0 }
        together = whole?.0
        self.groups = groups.enumerated().map { place, group in
            guard case .attributed(var parts, var together, let standing) = group.finding else {
                return group
            }
            for agency in parts.indices { parts[agency]?.pooled = pools[agency]?.1[place] }
            together?.pooled = whole?.1[place]
            return Group(
                label: group.label,
                people: group.people,
                finding: .attributed(agencies: parts, together: together, standing: standing),
                served: group.served
            )
        }
    }

    /// The same with other counts of people, and none besides.
    package func with(groups: [Group], peopleInNone: Int) -> SubgroupTable {
        var table = self
        table.groups = groups
        table.peopleInNone = peopleInNone
        table.servedInNone = nil
        return table
    }

    /// What the groups that say something say together, and each group's own part of it.
    private static func pool(
        _ groups: [Contribution?],
        _ level: Double
    ) -> (PartialPooling, [PartialPooling.Posterior?])? {
        let known = groups.map { group in
            group.flatMap { one in one.own.standardError.map { (one.own.value, $0) } }
        }
        let some = known.compactMap { $0 }
        guard
            let pooling = PartialPooling(
                estimates: some.map(\.0),
                errors: some.map(\.1),
                level: level
            )
        else { return nil }
        var next = pooling.effects.makeIterator()
        return (pooling, known.map { $0 == nil ? nil : next.next() })
    }
}

extension SubgroupTable.Group {
    package init(
        _ label: String,
        people: Int,
        _ finding: SubgroupTable.Finding,
        served: [Int]? = nil
    ) {
        self.label = label
        self.people = people
        self.finding = finding
        self.served = served
    }

    /// Of an agency, or of all together.
    package func contribution(of agency: Int?) -> SubgroupTable.Contribution? {
        guard case .attributed(let agencies, let together, _) = finding else { return nil }
        return agency.map { agencies[$0] } ?? together
    }
}

/// What the models refuse a group for is kept in their words.
extension SubgroupTable.Cause: Codable {
    private static let fewPeopleWord = "few_people"

    package init(from decoder: any Decoder) throws {
        let word = try decoder.singleValueContainer().decode(String.self)
        self = word == Self.fewPeopleWord ? .fewPeople : .told(word)
    }

    package func encode(to encoder: any Encoder) throws {
        var single = encoder.singleValueContainer()
        switch self {
        case .fewPeople: try single.encode(Self.fewPeopleWord)
        case .attribution(let error): try single.encode("\(error)")
        case .regression(let error): try single.encode("\(error)")
        case .told(let words): try single.encode(words)
        }
    }
}
