internal import TopsliceApportionment
internal import TopsliceCooperativeGames
internal import TopsliceExactArithmetic
internal import TopsliceMoney
internal import TopsliceOptions
internal import TopsliceDoor
internal import TopsliceRecords

/// The options of a request about a game, checked against the game's players, defaults filled in.
struct GameParameters {
    let orientation: Orientation
    let rules: [SharingRule]
    /// Where each of them was asked for.
    let rulePlaces: [String]
    /// Whether rules were asked for by name, so that one that does not apply is an error.
    let areNamed: Bool
    let form: AmountForm
    let total: Money?
    let unions: [Coalition]?
    let weights: [Rational]?
    let referrals: [Referral]?
    let referralRule: ReferralRule
    let directCosts: [Rational]?
    let benefits: [Rational]?
    let assumption: ValueAssumption
    let fromBaseline: Bool
    let independentErrors: Bool
    let excess: ExcessWeighting
    let interactionOrder: Int

    private let options: GameOptions

    /// - Throws: `RequestFaults` with everything that does not fit.
    init(_ stated: GameOptions, _ form: AmountForm, _ table: GameTable) throws {
        let options = stated.filled
        var reader = ParameterReader(table)
        orientation = reader.orientation(
            options.orientation,
            table.orientation.map { Stated($0.text, at: "\($0.place): key 'orientation'") }
        )
        let choice = RuleChoice<SharingRule>(options.rules, &reader.faults)
        rules = choice.rules.map(\.value)
        rulePlaces = choice.rules.map(\.place)
        areNamed = choice.areNamed
        self.form = form
        total = options.total.flatMap { reader.amount($0, form) }
        unions = options.unions.map { reader.unions($0) }
        weights = options.weights.flatMap { reader.numbers($0, "weight", isPositive: true) }
        referrals = options.referrals.map { reader.referrals($0) }
        referralRule = options.referralRule.value("referral_rule")
        directCosts = options.directCosts.flatMap {
            reader.numbers($0, "direct cost", isPositive: false)
        }
        benefits = options.benefits.flatMap { reader.numbers($0, "benefit", isPositive: false) }
        assumption = options.assume.value("assume")
        fromBaseline = options.fromBaseline ?? false
        independentErrors = options.independentErrors ?? false
        excess = options.excess.value("excess")
        interactionOrder = reader.order(options.interactionOrder)
        self.options = options
        try reader.faults.throwIfAny()
    }

    /// What is printed back: every option with its default filled in, numbers as they were read.
    func resolved(_ table: GameTable) -> GameOptions {
        func stated(_ text: String) -> Stated<String> { Stated(text, at: table.file) }
        func perPlayer(_ values: [Rational]?) -> [NamedText]? {
            values.map { values in
                zip(table.players, values).map {
                    NamedText(name: stated($0), text: stated(written($1)))
                }
            }
        }
        var options = options
        options.orientation = orientation
        if areNamed { options.rules = rules.map { stated($0.spelling) } }
        options.total = total.map { stated($0.decimalText) }
        options.amounts.currency = stated(form.currency.code)
        options.unions = unions.map { $0.map { table.names($0.bits).map(stated) } }
        options.weights = perPlayer(weights)
        options.directCosts = perPlayer(directCosts)
        options.benefits = perPlayer(benefits)
        options.referrals = referrals.map { list in
            list.map {
                NamedLink(from: stated(table.players[$0.from]), to: stated(table.players[$0.to]))
            }
        }
        options.fromBaseline = fromBaseline
        options.independentErrors = independentErrors
        options.interactionOrder = Stated(interactionOrder, at: table.file)
        return options
    }

    func ruleParameters<Scalar: EvaluatedScalar>() -> RuleParameters<Scalar> {
        RuleParameters(
            weights: weights.map { $0.map { Scalar(of: $0) } },
            unions: unions,
            links: referrals.map { $0.map { ($0.from, $0.to) } },
            referrals: referrals
        )
    }
}

extension AmountForm {
    /// An amount with its place in the message where it cannot be read.
    func amount(_ stated: Stated<String>, _ faults: inout RequestFaults) -> Money? {
        do throws(MoneyError) {
            return try Money(parsing: stated.value, currency: currency, style: style)
        } catch {
            faults.add(stated, error.description)
            return nil
        }
    }
}
