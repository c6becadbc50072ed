import Foundation
import Testing
internal import TopsliceRecords

@testable import TopsliceCohortData

@Suite struct StudyDraftTests {
    private static func draft(_ text: String) throws -> StudyDraft {
        try Fixture.withFile(Array(text.utf8)) {
            try draftStudy(of: [$0])
        }
    }

    /// Rows of a header and of what `cell` says of each person.
    private static func file(
        _ header: String,
        _ count: Int = 60,
        _ cells: (Int) -> [String]
    ) -> String {
        let rows = (0..<count).map { cells($0).joined(separator: ",") + "\n" }
        return header + "\n" + rows.joined()
    }

    private static func column(_ values: @escaping (Int) -> String) throws -> StudyDraft.Column {
        let text = file("x,other") { [values($0), "a"] }
        return try #require(try draft(text).columns.first)
    }

    @Test(arguments: [
        ("0/1", ColumnType.binary, ["0", "1"]), ("in words", .binary, ["yes", "no"]),
        ("days", .date, ["2025-03-31", "2024-02-29"]), ("whole", .integer, ["3", "-12", "40"]),
        ("decimals", .number, ["3.25", "-12", "1e3"]), ("groups", .category, ["N", "S"]),
        ("pounds", .money, ["£1,200.50", "£3"]), ("codes", .category, ["01", "02"]),
    ])
    func aTypeFollowsFromAllCells(_ name: String, _ type: ColumnType, _ values: [String]) throws {
        let text = values.contains { $0.contains(",") } ? values.map { "\"\($0)\"" } : values
        #expect(try Self.column { text[$0 % text.count] }.declaration.type == type, "\(name)")
    }

    @Test func numbersThatAreAllDifferentAreNoIDsUnlessTheyAreCalledSo() throws {
        #expect(try Self.column { "\($0 * 37)" }.declaration.type == .integer)
        let text = Self.file("person_id,income") { ["\($0 * 37)", "\($0).5"] }
        let columns = try Self.draft(text).columns.map(\.declaration)
        #expect(columns.map(\.type) == [.id, .number])
        #expect(columns[0].isUnique)
    }

    @Test func cellsUnlikeTheOthersAreCountedAndNotTaken() throws {
        let found = try Self.column { $0 == 7 ? "abc" : "\($0)" }
        #expect(found.declaration.type == .number)
        #expect(found.notes.contains(.unlike(count: 1, firstLine: 9)))
        let missing = try Self.column { $0 == 7 ? "N/A" : $0 == 8 ? "" : "\($0)" }
        #expect(missing.declaration.type == .integer)
        #expect(missing.declaration.missingCodes == ["N/A"])
        #expect(missing.declaration.missingAllowed == true)
    }

    @Test func aNumberFarFromAllOthersMayBeACode() throws {
        let found = try Self.column { $0 % 4 == 0 ? "-99" : "\($0 % 30)" }
        #expect(found.notes.contains(.missingCode("-99", count: 15)))
        // One of them alone is somebody's, and numbers below zero are usual here.
        #expect(try Self.column { $0 == 4 ? "-99" : "\($0)" }.notes.isEmpty)
        #expect(try Self.column { $0 % 4 == 0 ? "-9" : "\($0 - 30)" }.notes.isEmpty)
    }

    /// A level is named where ten people have it, a number only by powers of ten.
    @Test func nobodysValueIsNamed() throws {
        let common = try Self.column { $0 % 2 == 0 ? "north" : "south" }
        #expect(common.declaration.levels == ["north", "south"])
        let rare = try Self.column { $0 == 3 ? "Zqx" : $0 % 2 == 0 ? "north" : "south" }
        #expect(rare.declaration.levels == nil)
        #expect(rare.notes == [.unlistedLevels(count: 3, rare: 1)])
        let income = try Self.column { $0 == 3 ? "987654" : "\($0 * 100)" }
        #expect(income.declaration.rangeText == .init(low: "0", high: "1000000"))
    }

    @Test func aColumnOfNamesIsLeftOut() throws {
        let draft = try Self.draft(Self.file("surname,x") { ["S\($0)", "\($0)"] })
        #expect(draft.identifiers == ["surname"])
        #expect(draft.columns.map(\.declaration.name) == ["x"])
    }

    @Test func aFileWithoutHeaderIsRefusedWithoutItsValues() throws {
        let text = String(Self.file("x,y") { ["Seacole\($0)", "\($0)"] }.dropFirst(4))
        let faults = try #require(throws: Faults.self) { try Self.draft(text) }
        #expect(faults.faults.map(\.code) == [.headerMissing])
        #expect(!faults.description.contains("Seacole"))
    }

    @Test func anotherDelimiterIsFound() throws {
        let text = Self.file("x,y") { ["\($0)", "N"] }
            .replacingOccurrences(of: ",", with: ";")
        #expect(try Self.draft(text).delimiter == .semicolon)
    }
}
