package import TopsliceRecords

/// What a partner is in the arrangement.
package enum PartnerRole: String, Sendable, Hashable, CaseIterable {
    /// Holds the pool and pays from it; exactly one partner is the host, and it may fund too.
    case host
    case funder
    case provider
    case investor
}

/// A body that signs the agreement.
package struct Partner: Sendable, Hashable {
    package let id: String
    package let name: String
    package let role: PartnerRole
    package let place: FilePlace

    package init(id: String, name: String, role: PartnerRole, place: FilePlace) {
        self.id = id
        self.name = name
        self.role = role
        self.place = place
    }
}
