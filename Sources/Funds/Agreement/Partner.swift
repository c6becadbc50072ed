/// What a partner is in the arrangement.
public enum PartnerRole: String, Sendable, Hashable, CaseIterable {
    /// Holds the pool and pays from it; exactly one partner is the host, and it may fund too.
    case host
    case funder
    case provider
    case investor
}

/// A body that signs the agreement.
public struct Partner: Sendable, Hashable {
    public let id: String
    public let name: String
    public let role: PartnerRole
    public let place: FundPlace

    public init(id: String, name: String, role: PartnerRole, place: FundPlace) {
        self.id = id
        self.name = name
        self.role = role
        self.place = place
    }
}
