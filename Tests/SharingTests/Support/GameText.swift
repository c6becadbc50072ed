import Foundation

/// A table of a game as people write it.
enum GameText {
    /// From values in the order of bit masks, in the fewest digits that read back.
    static func csv(_ values: [Double], players: [String]) -> String {
        let rows = values.indices.dropFirst().map { mask in
            "\(name(mask, players)),\(values[mask])"
        }
        return (["coalition,value"] + rows).joined(separator: "\n") + "\n"
    }

    /// From a map such as `"A,B": 15`.
    static func csv(_ values: [String: Double]) -> String {
        let rows = values.keys.sorted().map { key in
            "\(key.replacingOccurrences(of: ",", with: "+")),\(values[key] ?? 0)"
        }
        return (["coalition,value"] + rows).joined(separator: "\n") + "\n"
    }

    static func name(_ mask: Int, _ players: [String]) -> String {
        players.indices.filter { mask >> $0 & 1 == 1 }.map { players[$0] }.joined(separator: "+")
    }

    static func players(_ count: Int) -> [String] { (1...count).map { "p\($0)" } }

    /// Values in the order of bit masks from the order by size and then by names, without the empty coalition.
    static func values(lexicographic list: [Double], playerCount: Int) -> [Double] {
        let order = (1..<1 << playerCount).sorted { left, right in
            let sizes = (left.nonzeroBitCount, right.nonzeroBitCount)
            if sizes.0 != sizes.1 { return sizes.0 < sizes.1 }
            let members = [left, right].map { mask in
                (0..<playerCount).filter { mask >> $0 & 1 == 1 }
            }
            return members[0].lexicographicallyPrecedes(members[1])
        }
        var values = [Double](repeating: 0, count: 1 << playerCount)
        for (mask, value) in zip(order, list) { values[mask] = value }
        return values
    }
}
