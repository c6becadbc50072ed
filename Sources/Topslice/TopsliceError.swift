/// Why a file or a request was refused: in the user's words, a line a fault, each beginning with its place.
///
/// Names files, lines and columns, never the content of a cell.
public struct TopsliceError: Error, Sendable, Hashable, CustomStringConvertible {
    public let description: String

    init(_ error: any Error) {
        if let error = error as? TopsliceError {
            self = error
            return
        }
        description = "\(error)"
    }

    init(_ description: String) {
        self.description = description
    }

    /// What `body` gives; whatever it throws, as an error of this kind.
    static func wrapping<Value>(_ body: () throws -> Value) throws(TopsliceError) -> Value {
        do {
            return try body()
        } catch {
            throw TopsliceError(error)
        }
    }
}
