internal import Glibc

/// Opens a new file with mode 600 in `TMPDIR` (or /tmp) and unlinks it at once: nobody else can open it, and it is gone
/// with the process. Answers a negative number where it cannot be made, with the reason in `errno`.
package func openUnnamedFile() -> Int32 {
    var template = (temporaryPlace() + "/topslice-XXXXXX").utf8CString.map { $0 }
    let descriptor = mkstemp(&template)
    if descriptor >= 0 {
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(template)
    }
    return descriptor
}
