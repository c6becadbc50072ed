import Foundation

/// Reads the reference files beside the tests.
enum References {
    static func data(_ name: String) throws -> Data {
        guard
            let url = Bundle.module.url(
                forResource: name,
                withExtension: "json",
                subdirectory: "References"
            )
        else { throw CocoaError(.fileNoSuchFile) }
        return try Data(contentsOf: url)
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from name: String) throws -> Value {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(type, from: data(name))
    }
}

/// Whether numbers agree within an absolute tolerance, all of them.
func agree(_ left: [Double], _ right: [Double], within tolerance: Double) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) <= tolerance }
}
