internal import TopsliceApportionment
internal import TopsliceCooperativeGames
internal import TopsliceExactArithmetic
internal import TopsliceMoney
internal import TopsliceDoor

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

    private static func stated(_ remark: GameTable.Remark?) -> Stated<String>? {
        remark.map { Stated($0.text, at: "\($0.place): key 'orientation'") }
    }

    /// - Throws: `RequestFaults` with everything that does not fit.
    init(_ options: GameOptions, _ form: AmountForm, _ table: GameTable) throws {
        var reader = ParameterReader(table)
        orientation = reader.orientation(options.orientation ?? Self.stated(table.orientation))
        let asked = reader.rules(options.rules)
        rules = asked.map(\.value)
        rulePlaces = asked.map(\.place)
        areNamed = options.rules.map { $0.map(\.value) != ["all"] } ?? false
        self.form = form
        total = options.total.flatMap { reader.amount($0, form) }
        unions = options.unions.map { reader.unions($0) }
        weights = options.weights.flatMap { reader.numbers($0, "weight", isPositive: true) }
        referrals = options.referrals.map { reader.referrals($0) }
        referralRule =
            reader.choice(
                options.referralRule,
                ["every": ReferralRule.everyReferrer, "any": .anyReferrer]
            ) ?? .everyReferrer
        directCosts = options.directCosts.flatMap {
            reader.numbers($0, "direct cost", isPositive: false)
        }
        benefits = options.benefits.flatMap { reader.numbers($0, "benefit", isPositive: false) }
        assumption =
            reader.choice(
                options.assume,
                [
                    "none": ValueAssumption.none, "monotone": .monotone,
                    "cooperative": .cooperative, "both": .monotoneAndCooperative,
                ]
            ) ?? .none
        fromBaseline = options.fromBaseline ?? false
        independentErrors = options.independentErrors ?? false
        excess =
            reader.choice(
                options.excess,
                [
                    "plain": ExcessWeighting.plain, "per-capita": .perCapita,
                    "proportional": .proportional,
                ]
            ) ?? .plain
        interactionOrder = reader.order(options.interactionOrder)
        try reader.faults.throwIfAny()
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
    /// The currency and style stated, pounds written the British way where nothing is.
    static func stated(
        currency: Stated<String>?,
        style: Stated<String>?
    ) throws(RequestFaults) -> AmountForm {
        var faults = RequestFaults()
        var form = AmountForm()
        if let currency {
            do throws(MoneyError) {
                form.currency = try Currency(code: currency.value)
            } catch {
                faults.add(currency, error.description)
            }
        }
        if let style {
            if let known = AmountStyle(rawValue: style.value) {
                form.style = known
            } else {
                let names = AmountStyle.allCases.map(\.rawValue).joined(separator: ", ")
                faults.add(style, "'\(style.value)' is not known; expected one of \(names)")
            }
        }
        try faults.throwIfAny()
        return form
    }

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
