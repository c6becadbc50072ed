/// Something the user stated, with where: `--unions`, or a line, column and key of a request file.
public struct Stated<Value: Sendable>: Sendable {
    public let value: Value
    /// In words for a message, such as `--total` or `request.yaml:4:8: key 'total'`.
    public let place: String

    public init(_ value: Value, at place: String) {
        self.value = value
        self.place = place
    }
}

extension Stated: Equatable where Value: Equatable {}

/// What is wrong with a request, each with its place.
public struct RequestFaults: Error, Sendable, Equatable, CustomStringConvertible {
    public private(set) var messages: [String] = []

    public init() {}

    public init(_ message: String) {
        messages = [message]
    }

    public mutating func add(_ place: String, _ message: String) {
        messages.append("\(place): \(message)")
    }

    public mutating func add<Value>(_ stated: Stated<Value>, _ message: String) {
        add(stated.place, message)
    }

    public func throwIfAny() throws(RequestFaults) {
        if !messages.isEmpty { throw self }
    }

    public var description: String { messages.joined(separator: "\n") }
}
