import TopsliceExactArithmetic
import TopsliceRecords
import TopsliceMoney

extension AgreementReader {
    private enum RuleName: String, CaseIterable {
        case tariff
        case fee
        case trigger
    }

    mutating func outcomes(_ root: YAMLMap) -> [Outcome] {
        var seen: Set<String> = []
        var outcomes: [Outcome] = []
        for item in list(root, "outcomes") {
            guard let map = map(item) else { continue }
            require(map, ["id", "definition", "unit", "recorded"])
            refuseUnknownKeys(map, ["id", "definition", "unit", "recorded", "sha256", "owner"])
            let id = newIdentifier(map, &seen, what: "outcome")
            if !map.contains("owner") {
                fault(item, "nobody answers for this outcome; name a partner under 'owner'")
            }
            let owner = partner(map, "owner")
            let recorded = date(map, "recorded")
            let digest = field(map, "sha256")
            if let digest, digest.text.utf8.count != 64 || !digest.text.utf8.allSatisfy(isHex) {
                faults.add(digest, "'\(digest.shown)' is not a SHA-256 digest of 64 digits")
            }
            let definition = text(map, "definition")
            let unit = text(map, "unit")
            guard let id, let owner, let recorded, let definition, let unit else { continue }
            outcomes.append(
                Outcome(
                    id: id,
                    definition: definition,
                    unit: unit,
                    recorded: recorded,
                    recordedDigest: digest?.text.lowercased(),
                    owner: owner,
                    place: place(item)
                )
            )
        }
        return outcomes
    }

    private func isHex(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66
    }

    mutating func outcomePayments(_ root: YAMLMap) -> [OutcomePayment] {
        var seen: Set<String> = []
        var payments: [OutcomePayment] = []
        for item in list(root, "outcome_payments") {
            guard let map = map(item) else { continue }
            require(map, ["id", "outcome", "payee", "rule"])
            let id = newIdentifier(map, &seen, what: "outcome payment")
            let payee = partner(map, "payee")
            let outcome = field(map, "outcome").flatMap {
                faults.reference($0, among: declared.identifiers.outcomes, .outcome)
            }
            let phase = field(map, "phase").flatMap { self.phase($0) }
            let payers = payers(map, on: phase.flatMap { declared.phase($0) })
            let topUp = topUp(map)
            let rule = choice(map, "rule", RuleName.self).flatMap { self.rule(map, $0) }
            guard let id, let payee, let outcome, let payers, let rule,
                phase != nil || !map.contains("phase")
            else { continue }
            payments.append(
                OutcomePayment(
                    id: id,
                    clause: clause(map, id: id, kind: "outcome payment"),
                    outcome: outcome,
                    phase: phase,
                    payee: payee,
                    rule: rule,
                    funding: OutcomeFunding(payers: payers, topUp: topUp),
                    place: place(item)
                )
            )
        }
        return payments
    }

    /// Partners, or a line whose money the pool holds.
    ///
    /// - Parameter phase: in which results are paid for; nil for the whole term.
    private mutating func payers(_ map: YAMLMap, on phase: Phase?) -> OutcomeFunding.Payers? {
        guard map.contains("line") else {
            guard map.contains("payers") else {
                fault(map.node, "nothing says who pays, expected 'payers' or a 'line' of the pool")
                return nil
            }
            guard let payers = self.map(map, "payers") else { return nil }
            refuseUnknownKeys(payers, Self.basisKeys)
            return basis(payers).map(OutcomeFunding.Payers.partners)
        }
        if let node = map["payers"] { fault(node, "'payers' and 'line' exclude each other") }
        guard let field = field(map, "line"),
            let id = faults.reference(field, among: declared.identifiers.lines, .line)
        else { return nil }
        guard let line = declared.lines[id] else { return nil }
        guard line.kind == .pooled else {
            faults.add(
                field,
                "line '\(id)' is \(line.kind.rawValue), so the pool does not pay for it"
            )
            return nil
        }
        if let day = phase?.period.to ?? declared.term?.to, line.allotmentIndex(on: day) == nil {
            faults.add(field, "line '\(id)' has no budget on \(day), when outcomes are paid")
            return nil
        }
        return .line(id)
    }

    private mutating func topUp(_ map: YAMLMap) -> OutcomeFunding.TopUp? {
        guard let entry = self.map(map, "top_up") else { return nil }
        require(entry, ["partner", "percent"])
        refuseUnknownKeys(entry, ["partner", "percent"])
        let partner = partner(entry, "partner")
        let part = percentage(entry, "percent")
        guard let partner, let part else { return nil }
        return OutcomeFunding.TopUp(partner: partner, part: part)
    }

    private mutating func rule(_ map: YAMLMap, _ name: RuleName) -> (any OutcomeRule)? {
        let common = [
            "id", "clause", "outcome", "payee", "payers", "line", "top_up", "rule", "phase",
        ]
        switch name {
        case .fee:
            let keys = ["fee", "at_risk_percent", "target", "tolerance_percent"]
            refuseUnknownKeys(map, common + keys)
            require(map, ["fee", "at_risk_percent", "target"])
            let fee = amount(map, "fee")
            let atRisk = percentage(map, "at_risk_percent")
            let target = number(map, "target")
            let tolerance = percentage(map, "tolerance_percent") ?? .zero
            if let node = map["target"], target?.isZero == true {
                fault(node, "is zero, expected a number above it")
                return nil
            }
            guard let fee, let atRisk, let target else { return nil }
            return AtRiskFee(fee: fee, atRisk: atRisk, target: target, tolerance: tolerance)
        case .trigger:
            refuseUnknownKeys(map, common + ["payment", "threshold"])
            require(map, ["payment", "threshold"])
            let payment = amount(map, "payment")
            let threshold = number(map, "threshold")
            guard let payment, let threshold else { return nil }
            return OutcomeTrigger(payment: payment, threshold: threshold)
        case .tariff:
            refuseUnknownKeys(
                map,
                common + ["tariff", "bands", "at_risk_percent", "cap", "floor"]
            )
            return tariff(map)
        }
    }

    private mutating func tariff(_ map: YAMLMap) -> (any OutcomeRule)? {
        let atRisk = percentage(map, "at_risk_percent")
        if !map.contains("at_risk_percent") { note(map.node.path + ".at_risk_percent", "100") }
        let cap = amount(map, "cap")
        let floor = amount(map, "floor")
        if let cap, let floor, cap < floor, let node = map["cap"] {
            fault(
                node,
                "the cap \(cap.formatted()) is below the floor of \(floor.formatted())"
            )
        }
        var bands: [OutcomeTariff.Band] = []
        if map.contains("bands") {
            if let node = map["tariff"] { fault(node, "'tariff' and 'bands' exclude each other") }
            let items = list(map, "bands")
            var before: (node: YAMLNode, band: OutcomeTariff.Band)?
            for item in items {
                if let band = band(item, after: before) {
                    bands.append(band)
                    before = (item, band)
                }
            }
            if items.isEmpty { fault(map["bands"] ?? map.node, "there are no bands in it") }
            guard bands.count == items.count, let first = bands.first, let last = bands.last else {
                return nil
            }
            if first.from.isPositive {
                note(
                    map.node.path + ".bands",
                    "results up to \(first.from.decimalOrFraction) are paid nothing"
                )
            }
            if let end = last.to {
                note(
                    map.node.path + ".bands",
                    "results above \(end.decimalOrFraction) are paid nothing"
                )
            }
        } else {
            require(map, ["tariff"])
            guard let tariff = amount(map, "tariff") else { return nil }
            bands = [.init(from: .zero, to: nil, tariff: tariff)]
        }
        return OutcomeTariff(bands: bands, atRisk: atRisk ?? .one, cap: cap, floor: floor)
    }

    private mutating func band(
        _ item: YAMLNode,
        after before: (node: YAMLNode, band: OutcomeTariff.Band)?
    ) -> OutcomeTariff.Band? {
        guard let map = map(item) else { return nil }
        require(map, ["from", "tariff"])
        refuseUnknownKeys(map, ["from", "to", "tariff"])
        let from = number(map, "from")
        let to = number(map, "to")
        let tariff = amount(map, "tariff")
        guard let from, let tariff, to != nil || !map.contains("to") else { return nil }
        if let to, to <= from, let node = map["to"] {
            fault(node, "the band ends at or below its beginning")
        }
        if let before, let node = map["from"] { checkJoint(node, from, after: before) }
        return OutcomeTariff.Band(from: from, to: to, tariff: tariff)
    }

    /// Refuses results that would be paid twice, and results that would be paid nothing without a word.
    private mutating func checkJoint(
        _ node: YAMLNode,
        _ from: Rational,
        after before: (node: YAMLNode, band: OutcomeTariff.Band)
    ) {
        let line = before.node.position.line
        guard let end = before.band.to else {
            fault(node, "the band before, at line \(line), has no end, so nothing can follow it")
            return
        }
        guard from != end else { return }
        let joint =
            "begins at \(from.decimalOrFraction), and the band before, at line \(line), ends at "
            + "\(end.decimalOrFraction): "
        fault(
            node,
            joint
                + (from < end
                    ? "results between would be paid twice"
                    : "results between would be paid nothing; write a band for them, with "
                        + "'tariff: 0' where that is meant")
        )
    }
}
