import TopsliceFormats
import Testing

@Suite struct JSONTextTests {
    @Test func keysKeepTheirOrderAndIndentByTwo() {
        let value: JSONValue = [
            "z": .integer(1), "a": ["inner": .boolean(true)], "list": .strings(["x", "y"]),
        ]
        #expect(
            value.text() == """
                {
                  "z": 1,
                  "a": {"inner": true},
                  "list": ["x", "y"]
                }

                """
        )
    }

    @Test func emptyContainersStayClosed() {
        #expect(JSONValue.array([]).text() == "[]\n")
        #expect(JSONValue.object([]).text() == "{}\n")
    }

    @Test func listsOfObjectsTakeALineEach() {
        let value = JSONValue.array([["a": .integer(1), "b": .null], .array([.null])])
        #expect(value.text() == "[\n  {\"a\": 1, \"b\": null},\n  [null]\n]\n")
    }

    @Test func largeObjectsAndThoseThatHoldOthersTakeALineAKey() {
        let large = JSONValue.array([.object((1...7).map { .init("k\($0)", .integer($0)) })])
        #expect(large.text().split(separator: "\n").count == 11)
        let nested = JSONValue.array([["a": ["b": .integer(1)]]])
        #expect(nested.text() == "[\n  {\n    \"a\": {\"b\": 1}\n  }\n]\n")
    }

    @Test(arguments: [
        0.1, -0.0, 1.0 / 3, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1e16, -5.0, 1e-5,
    ])
    func doublesReadBackToTheSameBits(value: Double) throws {
        let text = JSONValue.number(value).text().dropLast()
        #expect(try #require(Double(text)).bitPattern == value.bitPattern)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func whatIsNotANumberIsNull(value: Double) {
        #expect(JSONValue.number(value).text() == "null\n")
        #expect(JSONValue.optional(Double?.none).text() == "null\n")
    }

    @Test func theLargestWholeNumbersKeepTheirDigits() {
        #expect(JSONValue.unsigned(.max).text() == "18446744073709551615\n")
        #expect(JSONValue.integer(.min).text() == "-9223372036854775808\n")
    }

    @Test func hostileTextIsEscaped() {
        let hostile = "\"\\\n\r\t\u{1}\u{7F}\u{2028}</script><!--é😀"
        #expect(
            JSONValue.string(hostile).text()
                == #""\"\\\n\r\t\u0001\u007f\u2028\u003c/script>\u003c!--é😀""# + "\n"
        )
    }
}
