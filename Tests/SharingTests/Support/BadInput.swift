import Testing

/// A file that people get wrong, with the message they get.
struct BadInput: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var flags: [String: String] = [:]
    var message: String
    var testDescription: String { name }
}
