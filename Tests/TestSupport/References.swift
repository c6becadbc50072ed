public import Foundation

/// Published and independently computed answers, one JSON file each; `References/README.md` says where from.
public enum References {
    public static func data(_ name: String) throws -> Data {
        guard
            let url = Bundle.module.url(
                forResource: name,
                withExtension: "json",
                subdirectory: "References"
            )
        else { throw CocoaError(.fileNoSuchFile) }
        return try Data(contentsOf: url)
    }

    public static func decode<Value: Decodable>(
        _ type: Value.Type,
        from name: String
    ) throws -> Value {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(type, from: data(name))
    }
}
