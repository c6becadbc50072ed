import TopsliceFunds
import TopsliceMoney
import TopsliceRecords
import Testing

/// Changes and takes out every value and key of a rich agreement, one at a time: each change is refused,
/// moves money, or is said; those that do nothing are listed here with the reason.
struct AgreementMutationTests {
    /// Paths, without their numbers, that need not act, each with the reason.
    private static let idle: [String: String] = [
        "agreement": "a name", "partners[].name": "a name", "lines[].name": "a name",
        "savings[].name": "a name", "contributions[].formula[].name": "a name",
        "contributions[].source": "a name",
        "contributions[].id": "cited where no clause is; aligned money is not booked",
        "functions": "who answers for what", "functions[]": "who answers for what",
        "functions[].id": "who answers for what", "functions[].name": "who answers for what",
        "functions[].owner": "who answers for what", "outcomes[].owner": "who answers for what",
        "lines[].owner": "who answers for what; money moves by the risk clause where there is one",
        "partners[].role": "providers and investors are treated alike",
        "personal_budgets.people[].id": "no message names people",
        "personal_budgets.people[].consent": "that there is consent counts, not since when",
        "contributions[].budgets[].budget": "bounds a stated amount",
        "outcome_payments[1].at_risk_percent": "the target is met within its tolerance",
        "risk[].both.bearer": "what goes to the risk pool is nobody's, and nothing was overspent",
        "savings_shares[].measured.orientation": "named as without effect on Shapley values",
        "risk[].both.trigger_rate.bands[]": "the size lies in another band",
        "risk[].both.trigger_rate.bands[].from": "the size lies in another band",
        "risk[].both.trigger_rate.bands[].to": "the size lies in another band",
        "risk[].both.trigger_rate.bands[].percent_at_from": "the size lies in another band",
        "risk[].both.trigger_rate.bands[].percent_at_to": "the size lies in another band",
    ]

    private static let identifiers: [String: [String]] = [
        "p": ["p0", "p1", "p2", "p3", "p4"], "l": ["l0", "l1", "l3", "l6"], "y": ["y1", "y2"],
        "r": ["r1", "r3", "r5"], "s": ["s0", "s1", "s3", "s4", "s5"], "q": ["q9"], "c": ["c9"],
        "v": ["v9"], "o": ["o9"], "k": ["k9"], "x": ["x9"], "f": ["f9"],
    ]

    private static let words: [[String]] = [
        ["host", "funder", "provider", "investor"], ["pooled", "aligned", "lead-commissioned"],
        ["together", "each-line", "net"], ["return", "carry-forward", "risk-pool"],
        ["contributions", "savings", "forecast-savings"], ["budget", "contribution"],
        ["first-pound", "above-trigger"], ["realised", "forecast"], ["DEL", "AME", "local"],
        ["shapley", "nucleolus", "equal-split"], ["savings", "cost"], ["talmud", "proportional"],
        ["phase", "term"], ["phase", "year"], ["true", "false"], ["cost", "income"],
        ["host", "pairwise"],
    ]

    /// What a value may be changed to.
    private static func values(_ path: String, _ text: String) -> [String] {
        if let first = text.first, text.count == 2, let ids = identifiers[String(first)],
            text.last?.isNumber == true
        {
            return ids
        }
        let alike = words.filter { $0.contains(text) }.flatMap(\.self)
        if !alike.isEmpty { return alike }
        if let date = CalendarDate(parsing: text) {
            return [1, -1, 40].map { CalendarDate(dayNumber: date.dayNumber + $0).description }
        }
        if let number = Double(text) {
            return ["\(Int(number) / 2)", "\(Int(number) + 1)", "1\(text)"]
        }
        return [text + "x"]
    }

    /// Everything that is paid, booked or said about a settlement, without the places it comes from.
    private static func fingerprint(_ settlement: Settlement) -> [String] {
        var said: [String] = []
        for statement in settlement.statements { said.append("\(statement)") }
        said += settlement.transfers.map { "\($0.from) \($0.to) \($0.amount)" }
        said += settlement.journal.map {
            "\($0.date) \($0.debit) \($0.credit) \($0.amount) \($0.subject)"
        }
        said += settlement.earlyWarnings.map { "\($0)" }
        said += settlement.warnings.map { "\($0)" } + settlement.banners.map { "\($0)" }
        said += settlement.invoices.invoices.map { "\($0)" }
        said += settlement.agreement.defaults.map { "\($0.key): \($0.value)" }
        said += settlement.lines.map { "\($0.line.id) \($0.phase ?? "") \($0.budget) \($0.spend)" }
        said += settlement.agreement.notices.map { "\($0.subject)" }
        said += settlement.balances.map { "\($0)" }
        said += settlement.freeRiders.map { "\($0)" }
        for (name, matrix) in [("cashable", settlement.matrix), ("not", settlement.notCashable)] {
            for actor in matrix.actors {
                for holder in matrix.beneficiaries {
                    said.append(
                        "\(name) \(actor) \(holder) \(matrix.amount(actor: actor, beneficiary: holder))"
                    )
                }
            }
        }
        for entry in settlement.savings {
            said.append("\(entry.stream.id) \(entry.amounts) \(entry.stream.budget)")
        }
        return said
    }

    private func settled(_ text: String, in fund: TemporaryFund) throws -> [String] {
        try fund.replace("agreement.yaml", with: text)
        return Self.fingerprint(try Settlement(try fund.input()))
    }

    private static func general(_ path: String) -> String {
        path.replacing(/\[[0-9]+\]/, with: "[]")
    }

    @Test func everyValueIsAppliedRefusedOrNamed() throws {
        let fund = try TemporaryFund([
            "agreement.yaml": RichAgreement.text, "actuals.csv": RichAgreement.actuals,
            "game.csv": RichAgreement.game,
        ])
        let document = try YAMLDocument.read(fund.path("agreement.yaml"))
        let before = try settled(MutableYAML(document.root).text, in: fund)
        let mutations = Mutation.all(of: document, values: Self.values)
        var refused = 0
        var moved = 0
        // A value acts where one of its changes does; a key that is taken out must do so itself.
        var acts: Set<String> = []
        var tried: Set<String> = []
        for mutation in mutations {
            let name = mutation.value == nil ? mutation.name : mutation.path
            do {
                let after = try settled(mutation.text, in: fund)
                tried.insert(name)
                guard after != before else { continue }
                moved += 1
                acts.insert(name)
            } catch {
                refused += 1
                if mutation.value == nil { acts.insert(name) }
            }
        }
        let dropped = tried.subtracting(acts).filter { name in
            let path = Self.general(name.replacing(" taken out", with: ""))
            return Self.idle[path] == nil && Self.idle[name] == nil
        }
        #expect(dropped.sorted() == [])
        // A reader that refuses everything would prove nothing.
        #expect(mutations.count > 1_000)
        #expect(moved > 400, "\(moved) moved, \(refused) were refused")
    }
}
