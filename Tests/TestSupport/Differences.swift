/// Where two values of one type differ, part by part: numbers by more than a share of their size, all else at all.
///
/// - `share`: numbers near zero may differ by so much itself.
public func differences(
    _ first: Any,
    _ second: Any,
    share: Double,
    path: String = ""
) -> [String] {
    if let a = first as? Double, let b = second as? Double {
        let isNear =
            a == b || (a.isNaN && b.isNaN)
            || (a - b).magnitude <= share * max(1, a.magnitude, b.magnitude)
        return isNear ? [] : ["\(path): \(a) and \(b)"]
    }
    let (one, other) = (Mirror(reflecting: first), Mirror(reflecting: second))
    guard !one.children.isEmpty || !other.children.isEmpty else {
        let (a, b) = ("\(first)", "\(second)")
        return a == b ? [] : ["\(path): \(a) and \(b)"]
    }
    guard one.children.count == other.children.count else {
        return ["\(path): \(one.children.count) and \(other.children.count) parts"]
    }
    var result: [String] = []
    for (number, (a, b)) in zip(one.children, other.children).enumerated() {
        result += differences(
            a.value,
            b.value,
            share: share,
            path: path + "." + (a.label ?? "\(number)")
        )
    }
    return result
}
