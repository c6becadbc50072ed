/// Something the user stated, with where: `--unions`, or a line, column and key of a request file.
package struct Stated<Value: Sendable>: Sendable {
    package let value: Value
    /// In words for a message, such as `--total` or `request.yaml:4:8: key 'total'`.
    package let place: String

    package init(_ value: Value, at place: String) {
        self.value = value
        self.place = place
    }
}

extension Stated: Equatable where Value: Equatable {}

/// What is wrong with a request, each with its place.
package struct RequestFaults: Error, Sendable, Equatable, CustomStringConvertible {
    package private(set) var messages: [String] = []

    package init() {}

    package init(_ message: String) {
        messages = [message]
    }

    package mutating func add(_ place: String, _ message: String) {
        messages.append("\(place): \(message)")
    }

    package mutating func add<Value>(_ stated: Stated<Value>, _ message: String) {
        add(stated.place, message)
    }

    package func throwIfAny() throws(RequestFaults) {
        if !messages.isEmpty { throw self }
    }

    package var description: String { messages.joined(separator: "\n") }
}
