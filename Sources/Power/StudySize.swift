/// How many people a study has, and in how many clusters where they are sampled together.
package struct StudySize: Sendable, Equatable {
    package let people: Int
    package let clusters: Int?

    package init(people: Int, clusters: Int?) {
        self.people = people
        self.clusters = clusters
    }
}

extension PilotStudy {
    package var size: StudySize { StudySize(people: people, clusters: clusters) }

    /// The size planned from what was asked: what is not said follows from the pilot's people in a cluster.
    package func planned(people: Int?, clusters: Int?) throws(PowerError) -> StudySize {
        guard let own = self.clusters else {
            guard clusters == nil else { throw .clustersOfNone }
            return try checked(StudySize(people: people ?? self.people, clusters: nil))
        }
        let each = Double(self.people) / Double(own)
        let groups = clusters ?? people.map { Int((Double($0) / each).rounded(.down)) } ?? own
        let all = people ?? Int((Double(groups) * each).rounded())
        return try checked(StudySize(people: all, clusters: groups))
    }

    private func checked(_ size: StudySize) throws(PowerError) -> StudySize {
        if let clusters = size.clusters, clusters < 2 || clusters > size.people {
            throw .tooFewClusters(clusters, people: size.people)
        }
        guard degrees(total, at: size) >= 1 else { throw .tooFewPeople(size.people) }
        return size
    }

    /// What a variance of the pilot is multiplied by at another size.
    ///
    /// People who count as independent: n₀ / n. Clusters: G₀ / G, times the fall in their size where they are smaller, which is the
    /// most that it can cost; nothing is gained from larger ones, since what people of a cluster share does not shrink with them.
    func varianceFactor(at size: StudySize) -> Double {
        guard let own = clusters, let planned = size.clusters else {
            return Double(people) / Double(size.people)
        }
        let each = Double(people) / Double(own)
        let plannedEach = Double(size.people) / Double(planned)
        return Double(own) / Double(planned) * max(1, each / plannedEach)
    }

    /// Degrees of freedom at another size: those of people grow by one a person, those of clusters in proportion.
    func degrees(_ agency: Agency, at size: StudySize) -> Double {
        guard let own = clusters, let planned = size.clusters else {
            return agency.degreesOfFreedom + Double(size.people - people)
        }
        return agency.degreesOfFreedom * Double(planned) / Double(own)
    }

    /// What varies on its own: clusters, or people where there are none.
    var units: Int { clusters ?? people }

    /// A study of so many clusters as large as the pilot's, or of so many people.
    func size(ofUnits count: Int) -> StudySize {
        guard let own = clusters else { return StudySize(people: count, clusters: nil) }
        let all = (Double(count) * Double(people) / Double(own)).rounded(.up)
        return StudySize(people: Int(all), clusters: count)
    }
}
