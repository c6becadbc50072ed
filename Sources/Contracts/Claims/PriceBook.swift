import TopsliceExactArithmetic

/// The prices of a clause, each worked out once.
struct PriceBook {
    private let tariff: Tariff
    private let term: ContractTerm
    private let credits: [Rational]
    /// Prices by need, where needs have prices; in the order of needs.
    private let needs: [Rational?]?
    /// Needs that have a price and that nobody has, in the order of their bytes.
    let needsOfNobody: [String]
    private(set) var all: [Rational] = []
    private var places: [Rational: Int32] = [:]
    private var known: [Key: Int32] = [:]
    /// Most claims are paid as the one before.
    private var last: (key: Key, place: Int32)?
    /// The price of every claim, where the last claim's band prices all.
    private var common: Rational?

    private struct Key: Hashable {
        let need: Int32
        let credit: Int32
        let band: Int
        let period: Tariff.PricePeriod
    }

    init(_ tariff: Tariff, _ facts: ContractFacts, credits: [Rational]) {
        self.tariff = tariff
        self.credits = credits
        term = facts.term
        if case .byNeed(let prices) = tariff.price {
            needs = facts.records.needs.map { prices[$0] }
            needsOfNobody = prices.keys.filter { !facts.records.needs.contains($0) }
                .sorted(by: ClauseOrder.precedes)
        } else {
            needs = nil
            needsOfNobody = []
        }
    }

    mutating func pricesAll(at price: Rational) { common = price }

    /// The place of a price.
    mutating func place(of price: Rational) -> Int32 {
        if let place = places[price] { return place }
        let place = Int32(all.count)
        all.append(price)
        places[price] = place
        return place
    }

    /// Whether there is a price for the person's need.
    func hasPrice(_ candidate: Candidate) -> Bool {
        guard let needs else { return true }
        return candidate.need >= 0 && needs[Int(candidate.need)] != nil
    }

    /// The price that the number of claims gives to all of them; nil where each has its own.
    func priceOfAll(_ count: Int) -> Rational? {
        guard case .byVolume(let bands, .all) = tariff.price else { return nil }
        return bands.first { $0.from < count && count <= $0.to ?? .max }?.price
    }

    /// - Parameter number: of the claim in the order of days, from 1.
    mutating func price(of candidate: Candidate, number: Int) -> Int32? {
        var band = 0
        if case .byVolume(let bands, let reach) = tariff.price {
            if reach == .slice {
                guard
                    let place = bands.firstIndex(where: {
                        $0.from < number && number <= $0.to ?? .max
                    })
                else { return nil }
                band = place
            } else if common == nil {
                return nil
            }
        }
        let key = Key(
            need: needs == nil ? 0 : candidate.need,
            credit: candidate.credit,
            band: band,
            period: tariff.period(of: candidate.day, in: term)
        )
        if let last, last.key == key { return last.place }
        if let place = known[key] {
            last = (key, place)
            return place
        }
        let base: Rational
        switch tariff.price {
        case .flat(let price): base = price
        case .byNeed:
            guard candidate.need >= 0, let price = needs?[Int(candidate.need)] else { return nil }
            base = price
        case .byVolume(let bands, _): base = common ?? bands[band].price
        }
        let exact =
            base * credits[Int(candidate.credit)] * tariff.factor(on: candidate.day, in: term)
        let place = place(of: exact)
        known[key] = place
        return place
    }

    /// What a candidate would be paid if it were the first; nil where it has no price.
    mutating func plain(of candidate: Candidate) -> Rational? {
        guard hasPrice(candidate) else { return nil }
        if case .byVolume(let bands, _) = tariff.price {
            return bands.first.map { $0.price * credits[Int(candidate.credit)] }
        }
        return price(of: candidate, number: 1).map { all[Int($0)] }
    }
}
