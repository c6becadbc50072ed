internal import TopsliceRecords

extension JSONValue {
    /// A value of our own by the names of its parts, in the order in which it states them; `YAMLNode.decoded` reads it back.
    ///
    /// Numbers that JSON has no word for are texts (`inf`), so that none is lost.
    package init(encoding value: some Encodable) {
        let slot = EncodedSlot()
        do {
            try slot.take(value)
        } catch {
            preconditionFailure("\(type(of: value)) cannot be encoded: \(error)")
        }
        self = slot.value
    }
}

/// Where a value is gathered.
private final class EncodedSlot {
    private enum Content {
        case nothing
        case single(JSONValue)
        case object([(key: String, slot: EncodedSlot)])
        case array([EncodedSlot])
    }

    private var content = Content.nothing

    var value: JSONValue {
        switch content {
        case .nothing: .object([])
        case .single(let value): value
        case .object(let members): .object(members.map { .init($0.key, $0.slot.value) })
        case .array(let slots): .array(slots.map(\.value))
        }
    }

    func take(_ value: some Encodable) throws {
        switch value {
        case let value as Bool: content = .single(.boolean(value))
        case let value as Int: content = .single(.integer(value))
        case let value as UInt8: content = .single(.integer(Int(value)))
        case let value as UInt64: content = .single(.unsigned(value))
        case let value as Double:
            content = .single(value.isFinite ? .number(value) : .string("\(value)"))
        case let value as String: content = .single(.string(value))
        default: try value.encode(to: SlotEncoder(slot: self))
        }
    }

    func takeNothing() { content = .single(.null) }

    func becomeObject() {
        if case .nothing = content { content = .object([]) }
    }

    func becomeArray() {
        if case .nothing = content { content = .array([]) }
    }

    func member(_ key: any CodingKey) -> EncodedSlot {
        guard case .object(var members) = content else {
            preconditionFailure("'\(key.stringValue)' is a part of something that has none")
        }
        let slot = EncodedSlot()
        members.append((SnakeCase.of(key.stringValue), slot))
        content = .object(members)
        return slot
    }

    func element() -> EncodedSlot {
        guard case .array(var slots) = content else {
            preconditionFailure("an element of something that is no list")
        }
        content = .nothing
        let slot = EncodedSlot()
        slots.append(slot)
        content = .array(slots)
        return slot
    }

    var count: Int {
        if case .array(let slots) = content { slots.count } else { 0 }
    }
}

private struct SlotEncoder: Encoder {
    let slot: EncodedSlot
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        slot.becomeObject()
        return KeyedEncodingContainer(SlotMembers<Key>(slot: slot))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        slot.becomeArray()
        return SlotElements(slot: slot)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { SlotSingle(slot: slot) }
}

private struct SlotMembers<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let slot: EncodedSlot
    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) { slot.member(key).takeNothing() }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        try slot.member(key).take(value)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        SlotEncoder(slot: slot.member(key)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        SlotEncoder(slot: slot.member(key)).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { SlotEncoder(slot: slot) }
    func superEncoder(forKey key: Key) -> any Encoder { SlotEncoder(slot: slot.member(key)) }
}

private struct SlotElements: UnkeyedEncodingContainer {
    let slot: EncodedSlot
    var codingPath: [any CodingKey] { [] }
    var count: Int { slot.count }

    func encodeNil() { slot.element().takeNothing() }

    func encode<Value: Encodable>(_ value: Value) throws { try slot.element().take(value) }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
        SlotEncoder(slot: slot.element()).container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        SlotEncoder(slot: slot.element()).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { SlotEncoder(slot: slot.element()) }
}

private struct SlotSingle: SingleValueEncodingContainer {
    let slot: EncodedSlot
    var codingPath: [any CodingKey] { [] }

    func encodeNil() { slot.takeNothing() }

    func encode<Value: Encodable>(_ value: Value) throws { try slot.take(value) }
}
