internal import Glibc

/// The folder for what is there for a moment: `TMPDIR`, or /tmp where that is not set.
package func temporaryPlace() -> String {
    let stated = getenv("TMPDIR").map { String(cString: $0) }
    return stated.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
}
