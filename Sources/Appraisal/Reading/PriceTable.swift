import TopsliceDoor
import TopsliceExactArithmetic
import TopsliceRecords

/// Price levels by year, and the year whose prices the case is in.
struct PriceTable {
    var year: String?
    /// Index by year; nil where the case names no table.
    var levels: [String: Rational]?

    /// What makes prices of a year those of the case, or why nothing does.
    func rebasing(from priceYear: String?) -> Result<Rational, Trouble> {
        guard let priceYear, priceYear != year else { return .success(.one) }
        guard let year else { return .failure(.noYearOfCase) }
        guard let levels else { return .failure(.noTable(priceYear, case: year)) }
        guard let own = levels[priceYear] else { return .failure(.noLevel(priceYear)) }
        guard let base = levels[year] else { return .failure(.noLevel(year)) }
        return .success(base / own)
    }

    enum Trouble: Error {
        case noYearOfCase
        case noTable(String, case: String)
        case noLevel(String)

        var words: String {
            switch self {
            case .noYearOfCase:
                "there is a price year here and none for the case; add 'price_year' at the top"
            case .noTable(let year, let base):
                "prices of \(escapedName(year)) must be rebased to \(escapedName(base)); name a table "
                    + "of price levels under 'deflators'"
            case .noLevel(let year):
                "the table of price levels has no year '\(escapedName(year))'"
            }
        }
    }
}

extension AppraisalReader {
    /// `year,index`, such as the GDP deflators of HM Treasury.
    mutating func readDeflators(_ root: YAMLMap) {
        guard
            let table = reader.table(
                root,
                "deflators",
                required: ["year", "index"],
                optional: ["source"]
            )
        else { return }
        var levels: [String: Rational] = [:]
        for record in table.records {
            guard let year = reader.text(table, record, "year"),
                let index = reader.positiveNumber(table, record, "index")
            else { continue }
            if levels.updateValue(index, forKey: year) != nil {
                reader.fault(table, record, "year", "'\(escapedName(year))' is there twice")
            }
        }
        prices.levels = levels
    }

    /// The factor for a price year, with a fault at the node where there is none.
    mutating func rebasing(from priceYear: String?, at node: YAMLNode) -> Rational? {
        switch prices.rebasing(from: priceYear) {
        case .success(let factor): return factor
        case .failure(let trouble):
            reader.fault(node, trouble.words)
            return nil
        }
    }
}
