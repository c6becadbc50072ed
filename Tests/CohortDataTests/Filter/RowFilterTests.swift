import TopsliceRecords
import TopsliceOptions
import TopsliceTestSupport
import Testing

@testable import TopsliceCohortData

/// What a filter keeps is what one keeps by hand, whichever reader looks; its faults are located.
@Suite struct RowFilterTests {
    @Test(arguments: [
        ("area = E06 and age >= 18", ["area", "age"]), ("a == b", ["a"]),
        ("`got help` != yes AND x<3", ["got help", "x"]),
        ("name = 'it''s' and day < 2024-03-31", ["name", "day"]),
    ])
    func aFilterIsComparisonsJoinedByAnd(_ text: String, _ columns: [String]) throws {
        let filter = try RowFilterParser.filter(text)
        #expect(filter.text == text)
        #expect(filter.columns == columns)
    }

    @Test func valuesAreNumbersDaysOrTexts() throws {
        let filter = try RowFilterParser.filter(
            "a = 1.50 and b < 1970-01-02 and c != '1' and d = E06"
        )
        #expect(
            filter.comparisons.map(\.operand) == [
                .number(1.5), .day(1), .text(Array("1".utf8)), .text(Array("E06".utf8)),
            ]
        )
        #expect(filter.comparisons.map(\.relation) == [.equal, .less, .unequal, .equal])
    }

    @Test(arguments: [
        ("", 1), ("age", 4), ("age >= ", 8), ("age => 3", 5), ("age = 3 or x = 2", 9),
        ("area < E06", 5), ("x = 'open", 5), ("é = 1 and", 10), ("a = 1 b", 7), ("= 3", 1),
    ])
    func aFaultNamesItsCharacter(_ text: String, _ character: Int) {
        let fault = #expect(throws: RowFilterParser.Fault.self) { try RowFilterParser.filter(text) }
        #expect(fault?.character == character)
    }

    private static let table = """
        id,age,area,day
        p1,17,E06,2020-01-01
        p2,18,E06,2021-01-01
        p3,"40",E07,2022-01-01
        p4,,E06,2023-01-01
        p5,50," E06 ",2024-01-01
        p6,60,"E""06",2025-01-01

        """

    /// Each with the rows that one keeps by hand, and of those left out the ones that lack a value compared.
    static let cases: [(filter: String, kept: [String], missing: Int)] = [
        ("area = E06", ["p1", "p2", "p4", "p5"], 0),
        ("age >= 18", ["p2", "p3", "p5", "p6"], 1),
        ("age != 18", ["p1", "p3", "p5", "p6"], 1),
        ("area = E06 and age > 17.5", ["p2", "p5"], 1),
        ("area = 'E\"06'", ["p6"], 0),
        ("day < 2021-06-30 and age = 18.0", ["p2"], 0),
        ("area != E06", ["p3", "p6"], 0),
    ]

    @Test(arguments: cases)
    func bothReadersKeepWhatOneKeepsByHand(
        _ given: (filter: String, kept: [String], missing: Int)
    ) throws {
        let study = Study(
            refusesIdentifiers: false,
            filter: try RowFilterParser.filter(given.filter)
        )
        for (threads, chunk) in [(1, 1 << 20), (2, 7), (2, 1)] {
            let rows = try ReadRows(
                Array(Self.table.utf8),
                [.init("id", .category)],
                study: study,
                threads: threads,
                chunkSize: chunk
            )
            #expect(rows.rows.map { $0[0] }.sorted() == given.kept)
            #expect(rows.summary.rowsRead == 6)
            #expect(rows.summary.rowsFiltered == 6 - given.kept.count)
            #expect(rows.summary.rowsFilteredMissing == given.missing)
            #expect(rows.summary.rowsExcluded == 0)
        }
        let report = try Fixture.check(Self.table, study: study)
        #expect(report.passes)
        #expect(report.filteredCount == 6 - given.kept.count)
        #expect(report.analysedCount == given.kept.count)
    }

    /// A row that is left out is not looked at further: its other cells may be anything.
    @Test func cellsOfRowsLeftOutAreNotJudged() throws {
        let study = Study(
            columns: [StudyColumn(name: "x", type: .number)],
            filter: try RowFilterParser.filter("keep = 1")
        )
        let text = "keep,x\n1,2\n0,none\n1,3\n"
        #expect(try Fixture.check(text, study: study).passes)
        let rows = try ReadRows(Array(text.utf8), [.init("x", .number)], study: study)
        #expect(rows.rows.count == 2)
        #expect(throws: ReadInterruption.unclean) {
            try ReadRows(Array("keep,x\n1,2\n0,none,4\n".utf8), [.init("x", .number)], study: study)
        }
    }

    @Test func aCellThatCannotBeComparedIsAFaultWithItsLine() throws {
        let study = Study(
            refusesIdentifiers: false,
            filter: try RowFilterParser.filter("age >= 18")
        )
        let report = try Fixture.check("age\n20\nold\n", study: study)
        #expect(report.faults.map(\.code) == [.filter])
        #expect(report.faults.map(\.place.line) == [3])
        #expect(report.faults.map(\.column) == ["age"])
        #expect(report.faults[0].message.contains("old") == false)
        #expect(throws: ReadInterruption.unclean) {
            try ReadRows(Array("age\n20\nold\n".utf8), [.init("age", .category)], study: study)
        }
    }

    @Test func aFilterThatKeepsNobodyIsAFault() throws {
        let study = Study(refusesIdentifiers: false, filter: try RowFilterParser.filter("age > 99"))
        #expect(try Fixture.check("age\n20\n30\n", study: study).faults.map(\.code) == [.noRows])
        #expect(throws: ReadInterruption.unclean) {
            try ReadRows(Array("age\n20\n30\n".utf8), [.init("age", .number)], study: study)
        }
    }

    /// What a study declares decides how a column is compared.
    @Test func declaredTypesDecideHowAColumnIsCompared() throws {
        var study = Study(columns: [StudyColumn(name: "ward", type: .category)])
        study.filter = try RowFilterParser.filter("ward = 01")
        let report = try Fixture.check("ward\n01\n1\n01A\n", study: study)
        #expect(report.filteredCount == 2)
        study.filter = try RowFilterParser.filter("ward > 1")
        #expect(try Fixture.check("ward\n01\n", study: study).faults.map(\.code) == [.filter])
    }
}
