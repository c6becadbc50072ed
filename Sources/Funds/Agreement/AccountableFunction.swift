package import TopsliceRecords

/// Something the partnership does besides its budget lines (commissioning, data protection, audit), with
/// the partner who answers for it.
package struct AccountableFunction: Sendable, Hashable {
    package let id: String
    package let name: String
    package let owner: String
    package let place: FilePlace
}
