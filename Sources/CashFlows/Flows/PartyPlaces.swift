/// Places of parties by their names: few are looked through, which is faster than hashing.
package struct PartyPlaces: Sendable {
    package let names: [String]
    private let places: [String: Int]

    private static let few = 12

    package init(_ names: [String]) {
        self.names = names
        var places: [String: Int] = [:]
        if names.count > Self.few {
            for (place, name) in names.enumerated() { places[name] = place }
        }
        self.places = places
    }

    package subscript(name: String) -> Int {
        guard let place = names.count > Self.few ? places[name] : names.firstIndex(of: name) else {
            preconditionFailure("'\(name)' is none of the parties \(names)")
        }
        return place
    }
}
