/// Something the partnership does besides its budget lines (commissioning, data protection, audit), with
/// the partner who answers for it.
public struct AccountableFunction: Sendable, Hashable {
    public let id: String
    public let name: String
    public let owner: String
    public let place: FundPlace
}
