/// A file that was read: enough to see that a result was made from it.
package struct InputRecord: Sendable, Equatable {
    package let path: String
    /// SHA-256 of the bytes, 64 hexadecimal digits; empty where it was not wanted.
    package let sha256: String
    package let rows: Int
    package let seconds: Double

    package init(path: String, sha256: String, rows: Int, seconds: Double) {
        self.path = path
        self.sha256 = sha256
        self.rows = rows
        self.seconds = seconds
    }
}
