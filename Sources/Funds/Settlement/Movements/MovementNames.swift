/// The accounts, subjects and places that the movements of a settlement share: a journal of a million lines repeats a few
/// thousand of them, so each is held once and cited by its place here.
package struct MovementNames: Sendable, Hashable {
    /// In the order of identifiers.
    package let accounts: [Account]
    /// In the order in which a year meets them.
    package let subjects: [JournalSubject]
    /// Places in files, in the order of their bytes.
    package let sources: [String]
}
