internal import Glibc

/// How much memory a piece of work may take, so that what cannot be had is refused before it is asked for: the system ends a
/// process that asks for too much, and an allocation that fails in Swift is a trap.
///
/// Three quarters of the least of the machine's memory, the limit of the control group and the limit of address space
/// (`ulimit -v`), less what address space is in use already.
package struct MemoryBudget: Sendable, Equatable {
    /// In bytes.
    package let byteCount: Int

    package init(byteCount: Int) {
        self.byteCount = byteCount
    }

    /// That of this process, looked up once.
    package static let ofThisProcess = MemoryBudget(byteCount: measured())

    /// Refuses work that would need more.
    ///
    /// - `count`: how many numbers of eight bytes are to be held at once, as a double so that no product overflows.
    package func require(numbers count: Double) throws(MemoryShortage) {
        let bytes = count * Double(MemoryLayout<Double>.stride)
        guard bytes <= Double(byteCount) else {
            throw MemoryShortage(needed: bytes, available: byteCount)
        }
    }

    private static func measured() -> Int {
        var limits: [Int] = []
        let pages = sysconf(Int32(_SC_PHYS_PAGES))
        let pageSize = sysconf(Int32(_SC_PAGESIZE))
        if pages > 0, pageSize > 0 { limits.append(pages * pageSize) }
        for path in [
            "/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes",
        ] {
            if let limit = number(in: path) { limits.append(limit) }
        }
        var space = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &space) == 0,
            space.rlim_cur < rlim_t(Int.max)
        {
            let used = number(in: "/proc/self/statm").map { $0 * max(pageSize, 1) } ?? 0
            limits.append(max(0, Int(space.rlim_cur) - used))
        }
        return (limits.min() ?? .max) / 4 * 3
    }

    /// The number that a small file begins with; nil where there is none, or no such file.
    private static func number(in path: String) -> Int? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 64)
        guard fgets(&line, Int32(line.count), file) != nil else { return nil }
        let digits = line.prefix { 48...57 ~= $0 }.map { UInt8(bitPattern: $0) }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}

/// Memory that a piece of work would need and that is not to be had.
package struct MemoryShortage: Error, Sendable, Equatable, CustomStringConvertible {
    /// Bytes; a double, since it may be beyond every integer.
    package let needed: Double
    package let available: Int

    package init(needed: Double, available: Int) {
        self.needed = needed
        self.available = available
    }

    package var description: String {
        "about \(Self.words(needed)) of memory are needed, and \(Self.words(Double(available))) may be used"
    }

    /// `3.2 GB`, `870 MB`.
    private static func words(_ bytes: Double) -> String {
        let units = ["MB", "GB", "TB", "PB", "EB"]
        var value = bytes / 1e6
        var unit = 0
        while value >= 1_000, unit < units.count - 1 {
            value /= 1_000
            unit += 1
        }
        let tenths = (value * 10).rounded() / 10
        guard tenths < 1e15 else { return "more than any machine has" }
        return tenths >= 100 || tenths == tenths.rounded()
            ? "\(Int(tenths.rounded())) \(units[unit])" : "\(tenths) \(units[unit])"
    }
}
