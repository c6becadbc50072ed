/// Which cells of a table of people by the agencies that served them are withheld, so that its margins give none of them back.
///
/// Who reads the table knows how many people there are, how many each agency served, and that a cell that is withheld has somebody.
/// A small cell is safe where another table says the same: one person less here and there, one more in two other cells that are
/// withheld, so that every sum stays (the moves of Diaconis and Sturmfels 1998, Annals of Statistics 26). Where there is none yet, the
/// cells that make one are withheld as well, those of the fewest people.
struct HiddenPatterns {
    /// The patterns withheld, by their members.
    let patterns: Set<[String]>
    /// Whether the margins must be withheld as well, since nothing else protects the cells.
    let hidesMargins: Bool

    /// - Parameters:
    ///   - patterns: each with somebody.
    ///   - margins: the agencies whose number of people served is written.
    init(
        _ patterns: [(members: [String], people: Int)],
        margins: [String],
        threshold: Int
    ) {
        var search = Search(patterns, margins: margins, threshold: threshold)
        var isSafe = search.protectAll()
        hidesMargins = !isSafe && !margins.isEmpty
        if !isSafe {
            search = Search(patterns, margins: [], threshold: threshold)
            isSafe = search.protectAll()
        }
        self.patterns =
            isSafe
            ? Set(search.hidden.map { patterns[$0].members }) : Set(patterns.map(\.members))
    }

    private struct Search {
        /// Which margins each cell is of, a bit each.
        private let masks: [Int]
        private let people: [Int]
        private let small: [Int]
        private(set) var hidden: Set<Int>
        /// So many cells that are shown are tried, from the fewest people on.
        private static let mostTried = 48

        init(
            _ patterns: [(members: [String], people: Int)],
            margins: [String],
            threshold: Int
        ) {
            masks = patterns.map { pattern in
                margins.indices.reduce(0) {
                    pattern.members.contains(margins[$1]) ? $0 | 1 << $1 : $0
                }
            }
            people = patterns.map(\.people)
            let people = people
            small = people.indices.filter { people[$0] > 0 && people[$0] < threshold }
            hidden = Set(small)
        }

        /// Whether every small cell is safe; withholds what that takes.
        mutating func protectAll() -> Bool {
            for cell in small {
                guard let cells = cheapestMove(of: cell) else { return false }
                hidden.formUnion(cells)
            }
            return true
        }

        /// The other cells of a move that changes this one, those that cost the fewest people; nil where there is none.
        private func cheapestMove(of cell: Int) -> [Int]? {
            let shown = people.indices.filter { !hidden.contains($0) && people[$0] > 0 }
                .sorted { (people[$0], $0) < (people[$1], $1) }
            let tried = hidden.sorted().filter { $0 != cell } + shown.prefix(Self.mostTried)
            var best: (cost: Int, cells: [Int])?
            func offer(_ cells: [Int]) -> Bool {
                let cost = cells.reduce(0) { hidden.contains($1) ? $0 : $0 + people[$1] }
                if cost < best?.cost ?? .max { best = (cost, cells) }
                return cost == 0
            }
            for one in tried where masks[one] == masks[cell] {
                if people[cell] > 1 || people[one] > 1, offer([one]) { return [one] }
            }
            for one in tried {
                let (both, either) = (masks[cell] & masks[one], masks[cell] | masks[one])
                for other in tried where other != one {
                    guard masks[other] & both == both, masks[other] | either == either else {
                        continue
                    }
                    let rest = both | (either & ~masks[other])
                    for last in tried where masks[last] == rest && last != one && last != other {
                        let givesOne = people[cell] > 1 && people[one] > 1
                        let takesOne = people[other] > 1 && people[last] > 1
                        guard givesOne || takesOne else { continue }
                        if offer([one, other, last]) { return [one, other, last] }
                    }
                }
            }
            return best?.cells
        }
    }
}
