internal import TopsliceRecords
internal import TopsliceDoor

/// What flags or a request file say of a game; what neither says stays nil.
package struct GameOptions: Sendable {
    package var file: Stated<String>?
    /// Values that stand in the request itself.
    var inline: GameTable?
    package var orientation: Stated<String>?
    /// Names of rules, or `all`.
    package var rules: [Stated<String>]?
    package var total: Stated<String>?
    package var currency: Stated<String>?
    package var style: Stated<String>?
    package var unions: [[Stated<String>]]?
    package var weights: [NamedText]?
    package var referrals: [NamedLink]?
    package var referralRule: Stated<String>?
    package var directCosts: [NamedText]?
    package var benefits: [NamedText]?
    /// What is assumed of coalitions without a value.
    package var assume: Stated<String>?
    /// Whether values are outcomes, of which the changes from nobody's are shared.
    package var fromBaseline: Bool?
    /// Whether the standard errors of different coalitions are independent, as only the user can know.
    package var independentErrors: Bool?
    /// In what unit the least core counts complaints.
    package var excess: Stated<String>?
    /// Largest group whose interaction is reported.
    package var interactionOrder: Stated<Int>?

    package init() {}

    static let keys = [
        "file", "values", "orientation", "rules", "total", "currency", "amount_style", "unions",
        "weights", "referrals", "referral_rule", "direct_costs", "benefits", "assume",
        "from_baseline", "independent_errors", "excess", "interactions",
    ]

    /// Reads a request file.
    ///
    /// - Throws: `YAMLFaults` with every unknown key and value of the wrong kind.
    package init(_ file: RequestFile) throws {
        var reader = RequestReader(file)
        self.file = reader.path("file")
        if let values = reader.map["values"] {
            if reader.map.contains("file") {
                reader.faults.add(.value, values, "give either 'file' or 'values', not both")
            }
            inline = try GameTable(
                values: values,
                file: file.path,
                sha256: file.sha256
            )
        }
        orientation = reader.text("orientation")
        rules = reader.names("rules")
        total = reader.text("total")
        currency = reader.text("currency")
        style = reader.text("amount_style")
        unions = reader.groups("unions")
        weights = reader.values("weights")
        referrals = reader.links("referrals")
        referralRule = reader.text("referral_rule")
        directCosts = reader.values("direct_costs")
        benefits = reader.values("benefits")
        assume = reader.text("assume")
        fromBaseline = reader.flag("from_baseline")
        independentErrors = reader.flag("independent_errors")
        excess = reader.text("excess")
        interactionOrder = reader.integer("interactions")
        try reader.finish(known: Self.keys)
    }

    /// These options where they say something, else those of `base`.
    package func over(_ base: GameOptions) -> GameOptions {
        var result = base
        if file != nil || inline != nil {
            result.file = file
            result.inline = inline
        }
        result.orientation = orientation ?? base.orientation
        result.rules = rules ?? base.rules
        result.total = total ?? base.total
        result.currency = currency ?? base.currency
        result.style = style ?? base.style
        result.unions = unions ?? base.unions
        result.weights = weights ?? base.weights
        result.referrals = referrals ?? base.referrals
        result.referralRule = referralRule ?? base.referralRule
        result.directCosts = directCosts ?? base.directCosts
        result.benefits = benefits ?? base.benefits
        result.assume = assume ?? base.assume
        result.fromBaseline = fromBaseline ?? base.fromBaseline
        result.independentErrors = independentErrors ?? base.independentErrors
        result.excess = excess ?? base.excess
        result.interactionOrder = interactionOrder ?? base.interactionOrder
        return result
    }
}

extension GameOptions {
    /// The lists of flags as they were typed.
    ///
    /// - Throws: `RequestFaults` where one is not of its form.
    package mutating func read(
        unions: String?,
        weights: String?,
        referrals: String?,
        directCosts: String?,
        benefits: String?
    ) throws(RequestFaults) {
        var faults = RequestFaults()
        self.unions = unions.map { StatedLists.groups(Stated($0, at: "--unions")) }
        self.weights = weights.map { StatedLists.values(Stated($0, at: "--weights"), &faults) }
        self.referrals = referrals.map {
            StatedLists.links(Stated($0, at: "--referrals"), &faults)
        }
        self.directCosts = directCosts.map {
            StatedLists.values(Stated($0, at: "--direct-costs"), &faults)
        }
        self.benefits = benefits.map { StatedLists.values(Stated($0, at: "--benefits"), &faults) }
        try faults.throwIfAny()
    }

    package mutating func read(rules: String?) {
        self.rules = rules.map { StatedLists.names(Stated($0, at: "--rules")) }
    }
}
