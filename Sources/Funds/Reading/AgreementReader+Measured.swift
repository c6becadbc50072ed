import TopsliceApportionment
import BigInt
import TopsliceCooperativeGames
import TopsliceDoor
import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

extension AgreementReader {
    struct MeasuredShares {
        /// Parts of one.
        let parts: [String: Rational]
        let origin: String
    }

    private enum Orientation: String, CaseIterable {
        case savings
        case cost
    }

    /// Measured shares: stated, from an attribution, from a game or from a claims rule.
    mutating func readMeasured(_ map: YAMLMap, share: String?) -> MeasuredShares? {
        let sources = ["shares", "attribution", "game", "claims"].filter { map.contains($0) }
        guard sources.count == 1 else {
            fault(map.node, "expected exactly one of shares, attribution, game, claims")
            return nil
        }
        switch sources[0] {
        case "shares": return readStated(map)
        case "attribution": return readAttribution(map, share: share)
        case "game": return readGame(map)
        default: return readClaims(map)
        }
    }

    /// Decimal text becomes whole-number weights on a grid; from there all is exact.
    private mutating func throughTheDoor(
        _ texts: [(partner: String, text: String)],
        origin: String,
        at node: YAMLNode
    ) -> MeasuredShares? {
        var parts: [String: Rational] = [:]
        do {
            // Fine enough for a hundred billion pounds.
            let grid = try GridWeights(
                decimalShares: texts.map(\.text),
                pool: Money(minorUnits: 10_000_000_000_000)
            )
            let sum = Rational(grid.weights.reduce(0, +))
            for (entry, weight) in zip(texts, grid.weights) {
                parts[entry.partner, default: .zero] += Rational(weight) / sum
            }
        } catch {
            fault(node, error.description)
            return nil
        }
        return MeasuredShares(parts: parts, origin: origin)
    }

    private mutating func readStated(_ map: YAMLMap) -> MeasuredShares? {
        refuseUnknownKeys(map, ["shares"])
        let given = byPartner(map, "shares") { book, field -> String? in
            book.number(field, allowingNegative: true).map { _ in field.text }
        }
        guard let given, let node = map["shares"] else { return nil }
        let texts = given.sorted { $0.key.precedes($1.key) }.map {
            (partner: $0.key, text: $0.value)
        }
        guard !texts.contains(where: { $0.text.contains("/") }) else {
            fault(node, "measured shares are decimal numbers, not fractions")
            return nil
        }
        return throughTheDoor(texts, origin: "as stated", at: node)
    }

    /// `attribution[].{agency, shapley}` of the JSON that `topslice attribute` writes.
    private mutating func readAttribution(
        _ map: YAMLMap,
        share: String?
    ) -> MeasuredShares? {
        refuseUnknownKeys(map, ["attribution", "agencies"])
        guard let node = map["attribution"], let field = field(node) else { return nil }
        let names = readNames(map, "agencies")
        var limits = YAMLLimits()
        limits.byteCount = 64 << 20
        limits.nodeCount = 4_000_000
        let document: YAMLDocument
        do {
            let source = try FileBytes(reading: tablePath(field), limit: limits.byteCount)
            faults.read(source)
            document = try YAMLDocument.parse(source.bytes, file: source.name, limits: limits)
        } catch let trouble as FileTrouble {
            faults.add(trouble, of: field)
            return nil
        } catch let found as Faults {
            faults.add(found)
            return nil
        } catch {
            preconditionFailure("reading an attribution throws \(error)")
        }
        var texts: [(partner: String, text: String)] = []
        var estimates: [(partner: String, entries: [YAMLEntry])] = []
        guard case .map(let entries) = document.root.content,
            let list = entries.first(where: { $0.key == "attribution" })?.value,
            case .list(let items) = list.content
        else {
            fault(
                node,
                "'\(field.shown)' holds no attribution; expected what topslice attribute writes"
            )
            return nil
        }
        for item in items {
            guard case .map(let members) = item.content,
                let agency = Self.scalar(members, "agency"),
                let shapley = Self.scalar(members, "shapley")
            else {
                fault(node, "'\(field.shown)' has an attribution without 'agency' and 'shapley'")
                return nil
            }
            guard !estimates.contains(where: { Self.scalar($0.entries, "agency") == agency }) else {
                fault(node, "'\(field.shown)' names agency '\(Field.shown(agency))' twice")
                return nil
            }
            guard let partner = names[agency] ?? (partnerIDs.contains(agency) ? agency : nil) else {
                fault(
                    node,
                    "agency '\(Field.shown(agency))' of '\(field.shown)' is not a partner; name its "
                        + "partner under 'agencies'"
                )
                return nil
            }
            texts.append((partner, shapley))
            estimates.append((partner, members))
        }
        if let share {
            let found = evidence(
                in: entries,
                file: field.text,
                share: share,
                estimates: estimates
            )
            measurements.append(found)
            warnings += found.cautions.filter { !warnings.contains($0) }
        }
        return throughTheDoor(texts, origin: "Shapley values of \(field.text)", at: node)
    }

    private static func scalar(_ members: [YAMLEntry], _ key: String) -> String? {
        guard let value = members.first(where: { $0.key == key })?.value,
            case .scalar(let scalar) = value.content
        else { return nil }
        return scalar.text
    }

    /// Names used elsewhere, each with its partner.
    private mutating func readNames(_ map: YAMLMap, _ key: String) -> [String: String] {
        guard let names = self.map(map, key) else { return [:] }
        var result: [String: String] = [:]
        for entry in names.entries {
            if let field = field(entry.value), let partner = partner(field) {
                result[entry.key] = partner
            }
        }
        return result
    }

    /// A game as `topslice game` takes it, of partners, divided by a rule for games.
    private mutating func readGame(_ map: YAMLMap) -> MeasuredShares? {
        refuseUnknownKeys(map, ["game", "rule", "orientation"])
        guard let node = map["game"], let field = field(node) else { return nil }
        let rule = choice(map, "rule", GameRule.self)
        if !map.contains("rule") { note(map.node.path + ".rule", "shapley") }
        let stated = choice(map, "orientation", Orientation.self)
        let table: GameTable
        do {
            let source = try FileBytes(reading: tablePath(field), limit: Self.gameLimit)
            faults.read(source)
            table = try GameTable(reading: source)
        } catch let trouble as FileTrouble {
            faults.add(trouble, of: field)
            return nil
        } catch let found as Faults {
            faults.add(found)
            return nil
        } catch {
            preconditionFailure("reading a game throws \(error)")
        }
        warnings += table.warnings.filter { !warnings.contains($0) }
        for player in table.players {
            // No row is to blame: the same player stands in many coalitions.
            _ = partner(Field(text: player, place: field.place, node: node))
        }
        guard let orientation = orientation(stated, of: table) else { return nil }
        return solve(table, rule ?? .shapley, orientation, node, origin: field.text)
    }

    /// Largest game file, in bytes.
    private static var gameLimit: Int { 256 << 20 }

    /// What the agreement says of the values, else what the file says, else savings; nil with a fault where the
    /// two contradict each other.
    private mutating func orientation(
        _ stated: Orientation?,
        of table: GameTable
    ) -> Orientation? {
        guard let remark = table.orientation else { return stated ?? .savings }
        let field = Field(text: remark.text, place: remark.place, subject: .key("orientation"))
        guard let said = faults.choice(field, Orientation.self) else { return nil }
        if let stated, stated != said {
            faults.add(field, "the file says \(said.rawValue), the agreement \(stated.rawValue)")
            return nil
        }
        return said
    }

    private mutating func solve(
        _ table: GameTable,
        _ rule: GameRule,
        _ orientation: Orientation,
        _ node: YAMLNode,
        origin: String
    ) -> MeasuredShares? {
        let players = table.players
        guard faults.isEmpty, players.count <= 12 else {
            if players.count > 12 { fault(node, "\(players.count) players, expected at most 12") }
            return nil
        }
        var values: [UInt64: Rational] = [0: .zero]
        for entry in table.entries { values[entry.members] = entry.value }
        for mask in 1..<(UInt64(1) << UInt64(players.count)) where values[mask] == nil {
            let names = table.names(mask).joined(separator: "+")
            fault(node, "coalition '\(names)' has no value in the game")
            return nil
        }
        if let nobody = table.emptyCoalition, !nobody.value.isZero {
            faults.add(table.fault(ofNobody: nobody))
            return nil
        }
        do throws(GameError) {
            let game = try Game<Rational>(
                orientation == .savings ? .savings : .costs,
                playerCount: players.count
            ) { coalition in
                guard let value = values[coalition.bits] else {
                    preconditionFailure("no value of coalition \(coalition.bits)")
                }
                return value
            }
            let shares = try game.apply(rule).shares
            guard game.total.isPositive else {
                fault(node, "everybody together achieves nothing, so there are no shares")
                return nil
            }
            var parts: [String: Rational] = [:]
            for (player, share) in zip(players, shares) { parts[player] = share / game.total }
            return MeasuredShares(parts: parts, origin: "\(rule.rawValue) of \(origin)")
        } catch {
            fault(node, error.description)
            return nil
        }
    }

    private mutating func readClaims(_ map: YAMLMap) -> MeasuredShares? {
        refuseUnknownKeys(map, ["claims", "estate", "rule"])
        require(map, ["estate"])
        let rule = choice(map, "rule", ClaimsRule.self) ?? .proportional
        if !map.contains("rule") { note(map.node.path + ".rule", "proportional") }
        let estate = amount(map, "estate")
        guard let claims = amountsByPartner(map, "claims"), let node = map["claims"],
            let estate
        else { return nil }
        guard estate > 0 else {
            if let node = map["estate"] { fault(node, "nothing is there to be claimed") }
            return nil
        }
        let ids = claims.keys.sorted { $0.precedes($1) }
        do {
            let problem = try ClaimsProblem(
                estate: Rational(estate),
                claimants: ids.map { Claimant(id: $0, claim: Rational(claims[$0] ?? 0)) }
            )
            var parts: [String: Rational] = [:]
            for (id, award) in zip(ids, try problem.awards(by: rule)) {
                parts[id] = award / Rational(estate)
            }
            return MeasuredShares(parts: parts, origin: "\(rule.rawValue) awards")
        } catch {
            fault(node, error.description)
            return nil
        }
    }
}
