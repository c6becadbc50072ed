import Foundation
import Testing
import TopsliceFormats
import TopsliceRecords

/// What is written of our own values is read back as it was.
@Suite struct EncodedValueTests {
    private enum Shape: Codable, Equatable {
        case point
        case circleOf(radius: Double)
        case several([Shape])
    }

    private enum Colour: String, Codable { case red, darkBlue = "dark_blue" }

    private struct Part: Codable, Equatable {
        var holmPValue: Double?
        var parts: [Double?]
        var shape: Shape
        var colour: Colour
    }

    private struct Whole: Codable, Equatable {
        var name: String
        var seed: UInt64
        var grade: UInt8
        var isSound: Bool
        var numbers: [Double]
        var parts: [Part]
        var table: [[Int]]
        var empty: [String]
    }

    private static let whole = Whole(
        name: "null",
        seed: .max,
        grade: 3,
        isSound: true,
        numbers: [
            0.1, -0.0, .leastNonzeroMagnitude, 1.7976931348623157e308, .infinity, -.infinity,
        ],
        parts: [
            Part(holmPValue: nil, parts: [nil, 1, nil], shape: .point, colour: .darkBlue),
            Part(
                holmPValue: 0.5,
                parts: [],
                shape: .several([.circleOf(radius: 2), .point]),
                colour: .red
            ),
        ],
        table: [[1, -2], []],
        empty: []
    )

    private func read<Value: Decodable>(_ text: String, as type: Value.Type) throws -> Value {
        try YAMLDocument.parse(Array(text.utf8), file: "x.json").root
            .decoded(as: type, file: "x.json")
    }

    @Test func everythingComesBack() throws {
        let text = JSONValue(encoding: Self.whole).text()
        let back = try read(text, as: Whole.self)
        #expect(back == Self.whole)
        #expect(back.numbers[1].sign == .minus)
        #expect(text.contains("\"holm_p_value\": 0.5") && text.contains("\"circle_of\""))
    }

    /// Each damage is refused with the place where it stands.
    @Test(arguments: [
        ("\"seed\": 18446744073709551615", "\"seed\": -1", "seed"),
        ("\"is_sound\": true", "\"is_sound\": \"yes\"", "is_sound"),
        ("\"dark_blue\"", "\"green\"", "parts[0].colour"),
        ("\"name\": \"null\"", "\"nam\": \"null\"", "the key 'name' is missing"),
        ("\"circle_of\"", "\"oval\"", "shape"),
    ]) func whatIsOtherIsRefusedWhereItStands(old: String, new: String, place: String) throws {
        var text = JSONValue(encoding: Self.whole).text()
        let range = try #require(text.range(of: old))
        text.replaceSubrange(range, with: new)
        do {
            _ = try read(text, as: Whole.self)
            Issue.record("\(new) was taken")
        } catch let faults as Faults {
            #expect(faults.description.hasPrefix("x.json:"), "\(faults)")
            #expect(faults.description.contains(place), "\(faults)")
        }
    }
}
