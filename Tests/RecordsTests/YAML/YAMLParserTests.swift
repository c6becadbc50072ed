import Testing

@testable import TopsliceRecords

@Suite struct YAMLParserTests {
    private func parse(_ text: String) throws -> YAMLDocument {
        try YAMLDocument.parse(Array(text.utf8), file: "a.yaml")
    }

    private func faults(_ text: String) -> [String] {
        do {
            _ = try parse(text)
            return []
        } catch let error as Faults {
            return error.faults.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }

    /// `{a: 1}` of a node in one line, scalars in quotes, for comparison.
    private func outline(_ node: YAMLNode) -> String {
        switch node.content {
        case .scalar(let scalar): "\"\(scalar.text)\""
        case .list(let items): "[" + items.map(outline).joined(separator: ",") + "]"
        case .map(let entries):
            "{" + entries.map { "\($0.key)=\(outline($0.value))" }.joined(separator: ",") + "}"
        }
    }

    @Test(arguments: [
        ("a: 1\nb: [x, y]", #"{a="1",b=["x","y"]}"#),
        ("a:\n  b:\n    c: 1\n  d: 2\ne: 3", #"{a={b={c="1"},d="2"},e="3"}"#),
        ("- 1\n- - 2\n  - 3\n- a: 1\n  b: 2", #"["1",["2","3"],{a="1",b="2"}]"#),
        ("a:\n- 1\n- 2\nb: 3", #"{a=["1","2"],b="3"}"#),
        ("a: {b: 1, c: [2, {d: 3}]}  # note", #"{a={b="1",c=["2",{d="3"}]}}"#),
        ("{\"a\":1,\"b\":[true,null]}", #"{a="1",b=["true","null"]}"#),
        ("{\n  \"a\": [\n    1,\n    2\n  ]\n}\n", #"{a=["1","2"]}"#),
        ("a: 'it''s'\nb: \"x\\ty\\u00e9\\uD83D\\uDE00\"", "{a=\"it's\",b=\"x\ty\u{E9}\u{1F600}\"}"),
        ("a: |\n  one\n   two\n\n  three\nb: 1", "{a=\"one\n two\n\nthree\n\",b=\"1\"}"),
        ("a: >-\n  one\n  two\n\n  three\n", "{a=\"one two\nthree\"}"),
        ("a: http://x.org/#y\nb: c#d", #"{a="http://x.org/#y",b="c#d"}"#),
        ("---\na: 1 # c\n# d\n", #"{a="1"}"#),
        ("\u{FEFF}a: 1\r\nb: 2\r\n", #"{a="1",b="2"}"#),
        ("a:\nb:", #"{a="",b=""}"#),
        ("'a b': 1\n\"c: d\": 2", #"{a b="1",c: d="2"}"#),
        ("[]", "[]"), ("{}", "{}"), ("just text", "\"just text\""),
        ("- a\n-\n- b", #"["a","","b"]"#),
        ("a: -1\nb: -x\nc: ?y\nd: :z", #"{a="-1",b="-x",c="?y",d=":z"}"#),
    ])
    func acceptedTextsBecomeWhatTheySay(_ text: String, _ expected: String) throws {
        #expect(outline(try parse(text).root) == expected)
    }

    /// The Norway problem: YAML 1.1 readers make of these false, true, 8, 1000 and a date.
    @Test func noScalarIsEverConverted() throws {
        let text = "- NO\n- on\n- 010\n- 1_000\n- 2022-04-01\n- ~\n- 1e3\n- 12:30:45\n- .inf\n"
        let items = ["NO", "on", "010", "1_000", "2022-04-01", "~", "1e3", "12:30:45", ".inf"]
        let root = try parse(text).root
        var faults = FaultList(file: "a.yaml")
        #expect(root.texts(&faults) == items)
        #expect(faults.isEmpty)
    }

    /// A bad text beside its exact message.
    @Test(arguments: [
        (
            "a: 1\nb: 2\na: 3",
            "a.yaml:3:1: key 'a': the key stands here a second time, first on line 1"
        ),
        (
            "x: {a: 1, a: 2}",
            "a.yaml:1:11: key 'x.a': the key stands here a second time, first on line 1"
        ),
        (
            "a: &x 1",
            "a.yaml:1:4: key 'a': anchors (&) are not accepted; write the value out, or quote it"
        ),
        (
            "a: *x",
            "a.yaml:1:4: key 'a': aliases (*) are not accepted; write the value out, or quote it"
        ),
        (
            "a: !!str 1",
            "a.yaml:1:4: key 'a': tags (!) are not accepted; quote the value if it is a text"
        ),
        ("<<: {a: 1}", "a.yaml:1:1: merge keys (<<) are not accepted; write the keys out"),
        ("a: 1\n---\nb: 2", "a.yaml:2:1: another document begins here, expected a single one"),
        (
            "a: 1\n...\n",
            "a.yaml:2:1: the end marker '...' is not accepted, expected the end of the file"
        ),
        ("%YAML 1.1\n---\na: 1", "a.yaml:1:1: a value cannot begin with '%'; put it in quotes"),
        ("? a\n: b", "a.yaml:1:1: keys after '?' are not accepted, expected 'key: value'"),
        ("a:\n\tb: 1", "a.yaml:2:1: a tab in the indentation, expected spaces"),
        ("a: [1, 2", "a.yaml:1:4: key 'a': the list opened here is not closed"),
        ("a: \"x", "a.yaml:1:4: key 'a': the quote opened here is not closed on its line"),
        (
            "a: b: c",
            "a.yaml:1:5: key 'a': a ':' with a space behind it inside a value; put the value in quotes"
        ),
        ("a: \"x\" y", "a.yaml:1:8: key 'a': unexpected text after the value"),
        ("a: \"\\q\"", "a.yaml:1:5: key 'a': '\\q…' is not an accepted escape"),
        (
            "a: 1\n b: 2",
            "a.yaml:2:2: this line is indented more than the entries above it, or continues a value; "
                + "put a value of several lines after '|' or '>'"
        ),
        ("", "a.yaml:1:1: the file is empty, expected keys and values"),
        ("# only a comment", "a.yaml:1:1: the file is empty, expected keys and values"),
        ("a: [b: 1]", "a.yaml:1:6: key 'a': a map within a list must stand in braces {}"),
        ("a: \u{07}", "a.yaml:1:4: the control character \\u0007 is not accepted"),
    ])
    func refusedTextsSayWhatAndWhere(_ text: String, _ message: String) {
        #expect(faults(text).first == message)
    }

    @Test func allFaultsAreFoundAtOnce() {
        let text = "a: 1\na: 2\nb: *x\nc: [1, 2\nd: 3"
        let found = faults(text)
        #expect(found.count == 3)
        #expect(found.map { $0.prefix(9) } == ["a.yaml:2:", "a.yaml:3:", "a.yaml:5:"])
    }

    @Test(arguments: ["[", "{a: ", "- ", "{\"a\":["])
    func deepNestingStopsAtTheLimit(_ opening: String) throws {
        let text = String(repeating: opening, count: 100_000)
        let error = #expect(throws: Faults.self) { try parse(text) }
        #expect(error?.faults.contains { $0.kind == .limit } == true)
    }

    @Test func aValueSixtyFourStepsDownIsAccepted() throws {
        let text = String(repeating: "[", count: 64) + "x" + String(repeating: "]", count: 64)
        _ = try parse(text)
        #expect(throws: Faults.self) { try parse("[" + text + "]") }
    }

    /// An agreement may be written as JSON, which is YAML in braces.
    @Test(arguments: [
        (#"{"shares": {"A": "1", "A": "2"}}"#, Fault.Kind.keyRepeated, "shares.A"),
        (#"{"shares": {"A": "1""#, .syntax, "shares"),
        (#"{"shares": [1, 2}"#, .syntax, "shares"),
        ("// note\n{\"a\": 1}", .syntax, ""),
        ("{\n// note\n\"a\": 1}", .syntax, "// note"),
        (#"{"a": 1} x"#, .syntax, ""),
    ])
    func damagedJSONIsRefused(_ text: String, _ kind: Fault.Kind, _ path: String) throws {
        let error = #expect(throws: Faults.self) { try parse(text) }
        let fault = try #require(error?.faults.first)
        #expect(fault.kind == kind)
        #expect(fault.path == path)
    }

    /// The billion laughs attack ends at the first anchor.
    @Test func aliasesNeverGrow() {
        var text = "a0: &a0 [x, x, x]\n"
        for level in 1...20 {
            let before = "*a\(level - 1)"
            text += "a\(level): &a\(level) [\(before), \(before), \(before)]\n"
        }
        let found = faults(text)
        #expect(found.count == 21)
        #expect(found.allSatisfy { $0.contains("anchors (&) are not accepted") })
    }

    @Test func textThatIsNotUTF8IsRefusedWithItsLine() {
        let bytes = Array("a: 1\nb: ".utf8) + [0xA3, 0x31]
        let error = #expect(throws: Faults.self) {
            try YAMLDocument.parse(bytes, file: "a.yaml")
        }
        #expect(error?.description == "a.yaml:2:1: the text is not UTF-8; save it as UTF-8")
    }

    @Test func filesThatCannotBeReadAreNamed() {
        for (path, reason) in [
            ("/no/such/file.yaml", "no such file"),
            ("/dev/zero", "is a device, expected a regular file"),
            ("/", "is a folder, expected a file"),
        ] {
            let error = #expect(throws: Faults.self) { try YAMLDocument.read(path) }
            #expect(error?.description == "\(path):1: \(reason)")
        }
    }
}
