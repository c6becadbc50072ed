extension YAMLNode {
    /// A value of our own, as `JSONValue(encoding:)` wrote it.
    ///
    /// - Throws: the first thing that is not as it was written, located.
    package func decoded<Value: Decodable>(
        as type: Value.Type,
        file: String
    ) throws(Faults) -> Value {
        do {
            return try NodeDecoder(node: self, file: file).value(type)
        } catch let fault as Fault {
            throw Faults(fault)
        } catch {
            // What the language makes of an enumeration whose words it does not know.
            throw Faults(NodeDecoder(node: self, file: file).fault("is not as it was written"))
        }
    }
}

private struct NodeDecoder: Decoder {
    let node: YAMLNode
    let file: String
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func fault(_ message: String) -> Fault {
        Fault(.value, file: file, position: node.position, path: node.path, message: message)
    }

    func at(_ node: YAMLNode) -> NodeDecoder { NodeDecoder(node: node, file: file) }

    var isNothing: Bool {
        if case .scalar(let scalar) = node.content {
            !scalar.isQuoted && scalar.text == "null"
        } else {
            false
        }
    }

    func value<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let plain: Any
        switch type {
        case is Bool.Type:
            let word = try text(quoted: false)
            guard word == "true" || word == "false" else { throw fault("expected true or false") }
            plain = word == "true"
        case is Int.Type: plain = try number(Int.self)
        case is UInt8.Type: plain = try number(UInt8.self)
        case is UInt64.Type: plain = try number(UInt64.self)
        case is Double.Type:
            guard case .scalar(let scalar) = node.content, let value = Double(scalar.text) else {
                throw fault("expected a number")
            }
            plain = value
        case is String.Type: plain = try text(quoted: true)
        default:
            do {
                return try Value(from: self)
            } catch is DecodingError {
                throw fault("is not as it was written")
            }
        }
        guard let value = plain as? Value else {
            preconditionFailure("\(Swift.type(of: plain)) is not the \(type) asked for")
        }
        return value
    }

    private func text(quoted: Bool) throws -> String {
        guard case .scalar(let scalar) = node.content, scalar.isQuoted == quoted else {
            throw fault("\(node.kindInWords), expected \(quoted ? "a text" : "a plain value")")
        }
        return scalar.text
    }

    private func number<Number: FixedWidthInteger>(_ type: Number.Type) throws -> Number {
        guard let value = Number(try text(quoted: false)) else {
            throw fault("expected a whole number")
        }
        return value
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .map(let entries) = node.content else {
            throw fault("\(node.kindInWords), expected a map of keys")
        }
        return KeyedDecodingContainer(NodeMembers<Key>(entries: entries, decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .list(let items) = node.content else {
            throw fault("\(node.kindInWords), expected a list")
        }
        return NodeElements(items: items, decoder: self)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { NodeSingle(decoder: self) }
}

private struct NodeMembers<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let entries: [YAMLEntry]
    let decoder: NodeDecoder
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { entries.compactMap { Key(stringValue: SnakeCase.name(of: $0.key)) } }

    private func found(_ key: Key) throws -> NodeDecoder {
        let name = SnakeCase.of(key.stringValue)
        guard let entry = entries.first(where: { $0.key == name }) else {
            throw decoder.fault("the key '\(name)' is missing")
        }
        return decoder.at(entry.value)
    }

    func contains(_ key: Key) -> Bool { (try? found(key)) != nil }

    func decodeNil(forKey key: Key) throws -> Bool { try found(key).isNothing }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try found(key).value(type)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try found(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try found(key).unkeyedContainer()
    }

    func superDecoder() -> any Decoder { decoder }
    func superDecoder(forKey key: Key) throws -> any Decoder { try found(key) }
}

private struct NodeElements: UnkeyedDecodingContainer {
    let items: [YAMLNode]
    let decoder: NodeDecoder
    private(set) var currentIndex = 0
    var codingPath: [any CodingKey] { [] }
    var count: Int? { items.count }
    var isAtEnd: Bool { currentIndex == items.count }

    init(items: [YAMLNode], decoder: NodeDecoder) {
        self.items = items
        self.decoder = decoder
    }

    private mutating func next() throws -> NodeDecoder {
        guard currentIndex < items.count else { throw decoder.fault("the list is too short") }
        defer { currentIndex += 1 }
        return decoder.at(items[currentIndex])
    }

    mutating func decodeNil() throws -> Bool {
        guard currentIndex < items.count, decoder.at(items[currentIndex]).isNothing else {
            return false
        }
        currentIndex += 1
        return true
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try next().value(type)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try next().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try next().unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder { try next() }
}

private struct NodeSingle: SingleValueDecodingContainer {
    let decoder: NodeDecoder
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { decoder.isNothing }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try decoder.value(type)
    }
}
