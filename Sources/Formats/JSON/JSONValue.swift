/// A value to be written as JSON (RFC 8259), with its keys in the order given.
///
/// Numbers keep every digit: a double is written as the shortest text that reads back as the same
/// double, and one that is not finite becomes `null`, because JSON has no word for it.
package enum JSONValue: Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    case unsigned(UInt64)
    case number(Double)
    /// Words, and exact decimals such as "1234.50": readers of JSON take numbers through floating
    /// point, so an amount of money is never written as one.
    case string(String)
    case array([JSONValue])
    case object([Member])
    /// An array or object too long to be built.
    case stream(JSONStream)

    /// One key of an object with its value.
    package struct Member: Sendable {
        package var key: String
        package var value: JSONValue

        package init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// A number, or `null` where there is none.
    package static func optional(_ value: Double?) -> JSONValue {
        value.map(JSONValue.number) ?? .null
    }

    /// A whole number, or `null` where there is none.
    package static func optional(_ value: Int?) -> JSONValue {
        value.map(JSONValue.integer) ?? .null
    }

    /// A text, or `null` where there is none.
    package static func optional(_ value: String?) -> JSONValue {
        value.map(JSONValue.string) ?? .null
    }

    package static func strings(_ values: [String]) -> JSONValue {
        .array(values.map(JSONValue.string))
    }

    package static func numbers(_ values: [Double]) -> JSONValue {
        .array(values.map(JSONValue.number))
    }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
    /// An object whose keys keep the order of the literal.
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }
}
