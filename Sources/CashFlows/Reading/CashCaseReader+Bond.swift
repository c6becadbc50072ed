import TopsliceDoor
import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

extension CashCaseReader {
    mutating func readBond(_ root: YAMLMap) -> BondTerms? {
        guard let map = reader.map(root, "bond") else { return nil }
        reader.refuseUnknownKeys(
            map,
            ["vehicle", "tranches", "distributions", "recycles_until", "reserve", "surplus"]
        )
        reader.require(map, ["vehicle", "tranches", "distributions"])
        let vehicle = reader.text(map, "vehicle")
        let distributions = readDistributions(map)
        let tranches = readTranches(map, vehicle)
        let recycles = reader.date(map, "recycles_until")
        let reserve = reader.amount(map, "reserve")
        let surplus = readSurplus(map)
        guard let vehicle, let last = distributions.last else { return nil }
        checkOrder(map, vehicle, tranches, last)
        return BondTerms(
            vehicle: vehicle,
            tranches: tranches,
            distributions: distributions,
            recyclesUntil: recycles,
            reserve: reserve ?? .zero(reader.form.currency),
            surplus: surplus
        )
    }

    /// A list of days, or `{on: 2027-03-31, every_months: 12, times: 5}`.
    private mutating func readDistributions(_ map: YAMLMap) -> [CalendarDate] {
        guard let node = map["distributions"] else { return [] }
        if case .map = node.content {
            guard let inner = reader.map(node) else { return [] }
            reader.refuseUnknownKeys(inner, ["on", "every_months", "times"])
            reader.require(inner, ["on"])
            return dates(inner) ?? []
        }
        var dates: [CalendarDate] = []
        for item in reader.list(map, "distributions") {
            guard let date = reader.date(item) else { continue }
            if let before = dates.last, date <= before {
                reader.fault(item, "\(date) is not after \(before), the day before it in the list")
            }
            dates.append(date)
        }
        if case .list(let items) = node.content, items.isEmpty {
            reader.fault(node, "there is no day of payment, expected at least one")
        }
        return dates
    }

    private mutating func readTranches(_ map: YAMLMap, _ vehicle: String?) -> [Tranche] {
        var ids = SeenNames()
        let maps = reader.maps(map, "tranches")
        if let node = map["tranches"], maps.isEmpty {
            reader.fault(node, "there is no tranche, expected at least one")
        }
        return maps.compactMap { item in
            reader.refuseUnknownKeys(
                item,
                [
                    "id", "investor", "commitment", "draws", "preferred_return", "compound",
                    "redraws", "guarantee",
                ]
            )
            reader.require(item, ["id", "investor", "commitment"])
            return tranche(item, ids.take(item, &reader), vehicle)
        }
    }

    private mutating func tranche(
        _ map: YAMLMap,
        _ id: String?,
        _ vehicle: String?
    ) -> Tranche? {
        let investor = reader.text(map, "investor")
        let commitment = reader.amount(map, "commitment")
        let draws = readDraws(map, commitment)
        let returns = reader.percentage(map, "preferred_return", 0...1_000)
        let compound = reader.bool(map, "compound")
        let redraws = reader.bool(map, "redraws")
        let guarantee = readGuarantee(map)
        if let node = map["investor"], let investor, investor == vehicle {
            reader.fault(node, "the vehicle cannot invest in itself")
        }
        if let node = map["redraws"], redraws == true, draws != nil {
            reader.fault(node, "drawdowns on stated days are not drawn again; leave out 'draws'")
        }
        if let node = map["guarantee"], let guarantee, guarantee.guarantor == investor {
            reader.fault(node, "the investor cannot guarantee its own capital")
        }
        guard let id, let investor, let commitment else { return nil }
        return Tranche(
            id: id,
            investor: investor,
            commitment: commitment,
            drawdown: draws.map(Tranche.Drawdown.scheduled) ?? .asNeeded,
            preferredReturn: returns ?? .zero,
            isCompound: compound ?? false,
            redraws: redraws ?? false,
            guarantee: guarantee
        )
    }

    /// Drawdowns on stated days, which may not exceed the commitment; nil where money is drawn as needed.
    private mutating func readDraws(_ map: YAMLMap, _ commitment: Money?) -> [Tranche.Draw]? {
        guard let node = map["draws"] else { return nil }
        var draws: [Tranche.Draw] = []
        for item in reader.maps(map, "draws") {
            reader.refuseUnknownKeys(item, ["on", "amount"])
            reader.require(item, ["on", "amount"])
            guard let date = reader.date(item, "on"), let amount = reader.amount(item, "amount")
            else { continue }
            draws.append(Tranche.Draw(date: date, amount: amount))
        }
        // The reader holds the sum of all amounts far below what a machine word does.
        if let commitment,
            let sum = try? Money.sum(draws.map(\.amount), in: commitment.currency),
            sum > commitment
        {
            reader.fault(
                node,
                "the drawdowns sum to \(sum.decimalText), above the commitment of "
                    + commitment.decimalText
            )
        }
        return draws
    }

    private mutating func readGuarantee(_ map: YAMLMap) -> Tranche.Guarantee? {
        guard let inner = reader.map(map, "guarantee") else { return nil }
        reader.refuseUnknownKeys(inner, ["guarantor", "percent"])
        reader.require(inner, ["guarantor", "percent"])
        guard let guarantor = reader.text(inner, "guarantor"),
            let part = reader.percentage(inner, "percent")
        else { return nil }
        return Tranche.Guarantee(guarantor: guarantor, part: part)
    }

    /// Who has what is left, in percentages that sum to 100.
    private mutating func readSurplus(_ map: YAMLMap) -> [BondTerms.SurplusShare] {
        guard let node = map["surplus"], let inner = reader.map(map, "surplus") else { return [] }
        var isWhole = true
        let shares = inner.entries.compactMap { entry -> BondTerms.SurplusShare? in
            guard let part = reader.percentage(entry.value) else {
                isWhole = false
                return nil
            }
            return BondTerms.SurplusShare(party: entry.key, part: part)
        }
        let sum = shares.map(\.part).sum() * 100
        if isWhole, sum != 100 {
            reader.fault(
                node,
                "the shares sum to \(sum.exactDecimal ?? sum.description), expected 100"
            )
        }
        return shares
    }

    /// Nothing of the bond may happen after its last day.
    private mutating func checkOrder(
        _ map: YAMLMap,
        _ vehicle: String,
        _ tranches: [Tranche],
        _ last: CalendarDate
    ) {
        guard let node = map["distributions"] else { return }
        let drawn = tranches.flatMap(\.scheduledDates)
        let moved = payments.filter { $0.from == vehicle || $0.to == vehicle }.map(\.date)
        if let date = (drawn + moved).max(), date > last {
            reader.fault(
                node,
                "'\(escapedName(vehicle))' pays or receives on \(date), after the last day of the bond, "
                    + "\(last); what comes then would belong to nobody"
            )
        }
        guard case .map(let entries)? = map["surplus"]?.content else { return }
        for entry in entries where entry.key == vehicle {
            reader.fault(entry.value, "the vehicle cannot pay itself what is left")
        }
    }
}

extension Tranche {
    var scheduledDates: [CalendarDate] {
        if case .scheduled(let draws) = drawdown { draws.map(\.date) } else { [] }
    }
}

extension BondTerms {
    /// Everybody whom the bond names.
    var parties: [String] { bound + surplus.map(\.party) }

    /// Without whom there is no bond. Who only has a part of the surplus may leave and keeps that part.
    var bound: [String] {
        [vehicle] + tranches.map(\.investor) + tranches.compactMap(\.guarantee?.guarantor)
    }

    /// The days the terms themselves state.
    var dates: [CalendarDate] { distributions + tranches.flatMap(\.scheduledDates) }
}
