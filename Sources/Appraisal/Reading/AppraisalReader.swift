import TopsliceDoor
import TopsliceExactArithmetic
import TopsliceMoney
package import TopsliceRecords

extension AppraisalCase {
    /// Reads a case with the tables it names.
    ///
    /// - Throws: every fault of every file, located.
    package static func read(_ path: String) throws(Faults) -> AppraisalCase {
        let (reader, root) = try CaseReader.open(path)
        var whole = AppraisalReader(reader)
        return try whole.read(root)
    }
}

/// Reads a case key by key. What its rows refer to (prices, unit costs, grades) is read before them.
struct AppraisalReader {
    var reader: CaseReader
    var years = 0
    var prices = PriceTable()
    var unitCosts: UnitCostTable?
    /// Optimism bias by grade of evidence; nil where the case has no such table.
    var grades: [String: Rational]?

    private static let keys = [
        "appraisal", "currency", "years", "price_year", "deflators", "unit_costs", "discounting",
        "evidence_grades", "sensitivity", "costs", "benefits", "successes",
    ]
    static let mostYears = 400
    static let mostRows = 2_000

    init(_ reader: CaseReader) { self.reader = reader }

    mutating func read(_ root: YAMLMap) throws(Faults) -> AppraisalCase {
        reader.refuseUnknownKeys(root, Self.keys)
        reader.require(root, ["appraisal", "years", "discounting", "costs", "benefits"])
        let name = reader.text(root, "appraisal")
        reader.readCurrency(root)
        let stated = reader.whole(root, "years", 0...Self.mostYears)
        // Without years nothing can be said of the years of rows.
        years = stated ?? Self.mostYears
        prices.year = reader.text(root, "price_year")
        readDeflators(root)
        readUnitCosts(root)
        readGrades(root)
        let discounting = readDiscounting(root)
        let sensitivity = reader.percentage(root, "sensitivity")
        let costs = readCosts(root)
        let benefits = readBenefits(root)
        let successes = readSuccesses(root)
        try reader.throwIfAny()
        guard let name, let stated, let discounting else {
            preconditionFailure("\(reader.file) was read without a fault and lacks a part")
        }
        return AppraisalCase(
            name: name,
            currency: reader.form.currency,
            years: stated,
            priceYear: prices.year,
            discounting: discounting,
            costs: costs,
            benefits: benefits,
            successes: successes,
            sensitivity: sensitivity ?? Rational(20) / 100,
            notices: reader.notices,
            files: reader.inputs
        )
    }

    private mutating func readGrades(_ root: YAMLMap) {
        guard let map = reader.map(root, "evidence_grades") else { return }
        var grades: [String: Rational] = [:]
        for entry in map.entries { grades[entry.key] = reader.percentage(entry.value) }
        self.grades = grades
    }

    private mutating func readDiscounting(_ root: YAMLMap) -> Discounting? {
        guard let map = reader.map(root, "discounting") else { return nil }
        reader.refuseUnknownKeys(map, ["rates", "vintage", "timing", "bands"])
        reader.require(map, ["rates", "timing"])
        let kind = reader.choice(map, "rates", DiscountSchedule.Kind.self)
        let timing = reader.choice(map, "timing", DiscountTiming.self)
        let vintage = reader.text(map, "vintage")
        guard kind == .own else {
            if let node = map["bands"], let kind {
                reader.fault(
                    node,
                    "'\(kind.rawValue)' rates bring their bands; write 'rates: own' to state others"
                )
            }
            guard let kind, let timing else { return nil }
            let schedule = DiscountSchedule(kind, vintage: vintage ?? DiscountSchedule.published)
            return Discounting(schedule: schedule, timing: timing)
        }
        reader.require(map, ["vintage", "bands"])
        guard let bands = readBands(map), let vintage, let timing else { return nil }
        return Discounting(
            schedule: DiscountSchedule(.own, vintage: vintage, bands: bands),
            timing: timing
        )
    }

    /// Bands that follow each other without gap or overlap, to the last year of the case at least.
    private mutating func readBands(_ map: YAMLMap) -> [DiscountSchedule.Band]? {
        guard map.contains("bands") else { return nil }
        var bands: [DiscountSchedule.Band] = []
        var next: Int? = 1
        let before = reader.faults.count
        let maps = reader.maps(map, "bands")
        for band in maps {
            reader.refuseUnknownKeys(band, ["from", "to", "rate"])
            reader.require(band, ["from", "rate"])
            let from = reader.whole(band, "from", 1...Self.mostYears)
            let to = reader.whole(band, "to", 1...Self.mostYears)
            let rate = reader.percentage(band, "rate")
            guard let from, let rate else { return nil }
            if let node = band["from"] {
                if let next, from > next {
                    reader.fault(node, "there is a gap: year \(next) is in no band")
                } else if from < next ?? .max {
                    reader.fault(node, "the bands overlap: year \(from) is in the one before")
                }
            }
            if let node = band["to"], let to, to < from {
                reader.fault(node, "the band ends with year \(to), before it begins")
            }
            next = to.map { $0 + 1 }
            bands.append(.init(from: from, rate: rate))
        }
        guard let node = map["bands"] else { return nil }
        if bands.isEmpty {
            if maps.isEmpty { reader.fault(node, "there is no band, expected at least one") }
            return nil
        }
        if let next, next <= years {
            reader.fault(node, "there is a gap: year \(next) is in no band")
        }
        // Faulty bands are no schedule; the case is refused in any event.
        return reader.faults.count == before ? bands : nil
    }

    private mutating func readSuccesses(_ root: YAMLMap) -> [SuccessRate] {
        var ids = SeenNames()
        var successes: [SuccessRate] = []
        for map in reader.maps(root, "successes") {
            reader.refuseUnknownKeys(map, ["id", "name", "people", "rate", "without", "tariff"])
            reader.require(map, ["id", "people", "rate", "tariff"])
            let id = ids.take(map, &reader)
            let name = reader.text(map, "name")
            let people = reader.whole(map, "people", 1...1_000_000_000)
            let rate = reader.percentage(map, "rate")
            let without = reader.percentage(map, "without")
            let tariff = reader.amount(map, "tariff")
            guard let id, let people, let rate, let tariff else { continue }
            successes.append(
                SuccessRate(
                    id: id,
                    name: name ?? id,
                    people: people,
                    rate: rate,
                    without: without,
                    tariff: tariff
                )
            )
        }
        return successes
    }
}
