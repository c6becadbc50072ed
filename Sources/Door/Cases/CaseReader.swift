package import TopsliceExactArithmetic
package import TopsliceMoney
package import TopsliceRecords

/// Reads the values of a case that a person wrote as YAML, with the tables it names: amounts, percentages, days and
/// numbers exactly, every fault of every file located and all at once.
package struct CaseReader {
    package let file: String
    package var form = AmountForm()
    package private(set) var faults: FaultList
    /// What was read, in that order.
    package private(set) var inputs: [InputRecord] = []
    /// What was noticed of sheets that were read as tables.
    package private(set) var notices: [TableNotice] = []
    /// Sum of the magnitudes of all amounts read, in minor units.
    private var amountsRead = 0

    /// The largest single amount, a trillion pounds in pence, and all amounts of a case together: sums of many stay
    /// far from what a machine word holds.
    package static let amountLimit = 100_000_000_000_000
    private static let sumLimit = 100_000_000_000_000_000

    package init(file: String) {
        self.file = file
        faults = FaultList(file: file)
    }

    /// Opens a case.
    ///
    /// - Throws: every fault of the form of the file.
    package static func open(_ path: String) throws(Faults) -> (reader: CaseReader, root: YAMLMap) {
        let request = try RequestBytes(path)
        let document = try YAMLDocument.parse(request.source.bytes, file: path)
        var reader = CaseReader(file: path)
        reader.inputs.append(
            InputRecord(path: path, sha256: request.source.sha256, rows: 0, seconds: 0)
        )
        guard let root = document.root.map(&reader.faults) else { throw reader.faults.ordered() }
        return (reader, root)
    }

    private struct RequestBytes {
        let source: FileBytes

        init(_ path: String) throws(Faults) {
            source = try FileBytes(readingYAML: path)
        }
    }

    /// - Throws: every fault so far, file by file.
    package func throwIfAny() throws(Faults) {
        if !faults.isEmpty { throw faults.ordered(files: inputs.map(\.path)) }
    }

    package mutating func fault(_ node: YAMLNode, _ message: String) {
        faults.add(.value, node, message)
    }

    package mutating func add(_ others: FaultList) { faults.add(others) }

    package mutating func add(_ others: Faults) {
        for fault in others.faults { faults.add(fault) }
    }

    package mutating func add(_ more: [TableNotice]) { notices += more }

    package mutating func read(_ source: FileBytes, rows: Int) {
        inputs.append(
            InputRecord(path: source.name, sha256: source.sha256, rows: rows, seconds: 0)
        )
    }

    /// The currency of the case, under `currency`; that of ``form`` where none is stated.
    package mutating func readCurrency(_ root: YAMLMap) {
        guard let node = root["currency"], let code = text(root, "currency") else { return }
        do throws(MoneyError) {
            form.currency = try Currency(code: code)
        } catch {
            fault(node, escaped(error.description))
        }
    }

    // MARK: - The form of the file

    package mutating func require(_ map: YAMLMap, _ keys: [String]) {
        map.require(keys, &faults)
    }

    package mutating func refuseUnknownKeys(_ map: YAMLMap, _ known: [String]) {
        map.refuseUnknownKeys(known: known, &faults)
    }

    package mutating func map(_ node: YAMLNode) -> YAMLMap? { node.map(&faults) }

    package mutating func map(_ map: YAMLMap, _ key: String) -> YAMLMap? { map.map(key, &faults) }

    /// The items under a key; none where it is absent.
    package mutating func list(_ map: YAMLMap, _ key: String) -> [YAMLNode] {
        map.list(key, &faults) ?? []
    }

    /// The maps of a list under a key.
    package mutating func maps(_ map: YAMLMap, _ key: String) -> [YAMLMap] {
        var maps: [YAMLMap] = []
        for node in list(map, key) {
            if let item = self.map(node) { maps.append(item) }
        }
        return maps
    }

    // MARK: - Values

    package mutating func text(_ map: YAMLMap, _ key: String) -> String? { map.text(key, &faults) }

    package mutating func texts(_ map: YAMLMap, _ key: String) -> [String]? {
        map.texts(key, &faults)
    }

    package mutating func bool(_ map: YAMLMap, _ key: String) -> Bool? { map.bool(key, &faults) }

    package mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ map: YAMLMap,
        _ key: String,
        _ type: Choice.Type
    ) -> Choice? where Choice.RawValue == String {
        map.choice(key, type, &faults)
    }

    package mutating func whole(
        _ map: YAMLMap,
        _ key: String,
        _ range: ClosedRange<Int>
    ) -> Int? {
        guard let node = map[key], let value = node.integer(&faults) else { return nil }
        guard range.contains(value) else {
            fault(node, "\(value) is not from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return value
    }

    package mutating func date(_ map: YAMLMap, _ key: String) -> CalendarDate? {
        map[key].flatMap { date($0) }
    }

    package mutating func date(_ node: YAMLNode) -> CalendarDate? {
        guard let text = node.text(&faults) else { return nil }
        guard let date = CalendarDate(parsing: text) else {
            fault(node, Self.noDate(text))
            return nil
        }
        return date
    }

    static func noDate(_ text: String) -> String {
        "'\(escaped(text, longest: 80))' is not a day of the calendar, expected one such as 2025-04-01"
    }

    package mutating func amount(
        _ map: YAMLMap,
        _ key: String,
        allowingNegative: Bool = false
    ) -> Money? {
        map[key].flatMap { amount($0, allowingNegative: allowingNegative) }
    }

    package mutating func amount(_ node: YAMLNode, allowingNegative: Bool = false) -> Money? {
        guard let text = node.text(&faults) else { return nil }
        do throws(MoneyError) {
            let money = try Money(parsing: text, currency: form.currency, style: form.style)
            if let trouble = trouble(with: money, allowingNegative) {
                fault(node, trouble)
                return nil
            }
            return money
        } catch {
            fault(node, escaped(error.description))
            return nil
        }
    }

    /// What is wrong with an amount that can be read; nil where nothing is.
    mutating func trouble(with money: Money, _ allowingNegative: Bool) -> String? {
        guard allowingNegative || !money.isNegative else {
            return "\(money.decimalText) is below zero, expected an amount of zero or more"
        }
        guard money.minorUnits.magnitude <= Self.amountLimit else {
            return "the amount is too large; amounts go up to 1,000,000,000,000.00"
        }
        amountsRead += Int(money.minorUnits.magnitude)
        return amountsRead > Self.sumLimit
            ? "the amounts of this case together are too large; expected at most "
                + "1,000,000,000,000,000.00" : nil
    }

    package mutating func number(
        _ map: YAMLMap,
        _ key: String,
        allowingNegative: Bool = false
    ) -> Rational? {
        map[key].flatMap { number($0, allowingNegative: allowingNegative) }
    }

    package mutating func number(_ node: YAMLNode, allowingNegative: Bool = false) -> Rational? {
        guard let text = node.text(&faults) else { return nil }
        guard text.utf8.count <= 40, let value = try? Rational(parsing: text),
            value.magnitude <= Rational(Self.sumLimit)
        else {
            let hint = text.utf8.last == UInt8(ascii: "%") ? "; leave out the % sign" : ""
            fault(
                node,
                "'\(escaped(text, longest: 80))' is not a number of at most 40 digits, expected "
                    + "digits such as 12.5\(hint)"
            )
            return nil
        }
        guard allowingNegative || !value.isNegative else {
            fault(
                node,
                "'\(escaped(text, longest: 80))' is below zero, expected a number of zero or more"
            )
            return nil
        }
        return value
    }

    /// A percentage as a part of one.
    package mutating func percentage(
        _ map: YAMLMap,
        _ key: String,
        _ range: ClosedRange<Int> = 0...100
    ) -> Rational? {
        map[key].flatMap { percentage($0, range) }
    }

    package mutating func percentage(
        _ node: YAMLNode,
        _ range: ClosedRange<Int> = 0...100
    ) -> Rational? {
        guard let value = number(node, allowingNegative: true) else { return nil }
        guard value >= Rational(range.lowerBound), value <= Rational(range.upperBound) else {
            fault(
                node,
                "\(value.exactDecimal ?? value.description) is not between \(range.lowerBound) and "
                    + "\(range.upperBound) percent"
            )
            return nil
        }
        return value / 100
    }
}
