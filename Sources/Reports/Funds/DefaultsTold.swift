internal import TopsliceFormats
import TopsliceFunds

/// What an agreement left open, as a signatory needs it: the same key filled in alike in many places once, and nothing
/// that could be filled in no other way.
struct DefaultsTold {
    /// Key, value and where.
    private let rows: [[String]]

    var table: ReportTable {
        ReportTable(
            name: "Defaults",
            caption: "What the agreement left open, and how it was filled in",
            columns: ["Key", "Value", "Where"].map { .words($0) },
            rows: rows.map { $0.map(ReportCell.words) }
        )
    }

    /// Keys that have one value only, whatever is written.
    private static let settled: Set<String> = ["currency", "phases"]

    init(_ defaults: [ResolvedDefault]) {
        var order: [[String]] = []
        var places: [[String]: [String]] = [:]
        for filled in defaults where !Self.settled.contains(filled.key) {
            let (key, place) = Self.split(filled.key)
            let row = [key, filled.value]
            if places[row] == nil { order.append(row) }
            if let place {
                places[row, default: []].append(place)
            } else {
                places[row] = places[row] ?? []
            }
        }
        rows = order.map { row in
            let own = places[row] ?? []
            let shown = own.prefix(3).joined(separator: ", ")
            return row + [own.count > 3 ? "\(shown) and \(own.count - 3) more" : shown]
        }
    }

    /// `lines[2].kind` is the key `lines[].kind` in the third place.
    private static func split(_ key: String) -> (key: String, place: String?) {
        guard let open = key.firstIndex(of: "["), let close = key[open...].firstIndex(of: "]"),
            let number = Int(key[key.index(after: open)..<close])
        else { return (key, nil) }
        return (String(key[...open]) + key[close...], "number \(number + 1)")
    }
}
