extension Money: Codable {
    private enum CodingKeys: CodingKey {
        case minorUnits
        case currency
    }

    /// From minor units and the code of a currency of the list.
    public init(from decoder: any Decoder) throws {
        let parts = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            minorUnits: try parts.decode(Int.self, forKey: .minorUnits),
            currency: try parts.decode(Currency.self, forKey: .currency)
        )
    }

    public func encode(to encoder: any Encoder) throws {
        var parts = encoder.container(keyedBy: CodingKeys.self)
        try parts.encode(minorUnits, forKey: .minorUnits)
        try parts.encode(currency, forKey: .currency)
    }
}

extension Currency: Codable {
    /// From the code of a currency of the list, or that of ``units``.
    public init(from decoder: any Decoder) throws {
        let code = try decoder.singleValueContainer().decode(String.self)
        self = code == Currency.units.code ? .units : try Currency(code: code)
    }

    public func encode(to encoder: any Encoder) throws {
        var single = encoder.singleValueContainer()
        try single.encode(code)
    }
}
