import TopsliceOptions
import TopsliceSharing
import TopsliceStudies
import Testing

/// The worked cases of `datasets/games`, run from their requests; figures from the sources their README names.
@Suite struct DatasetTests {
    private func game(_ path: String) throws -> (run: GameRun, answer: Answer) {
        let request = try RequestFile(reading: "\(Datasets.games)/\(path)")
        let run = try GameRequest(options: GameOptions(request), request: request).run()
        return (run, try Answer(of: run))
    }

    /// Ransmeier (1942); Straffin and Heaney (1981), Int. J. Game Theory 10:35-43; thousand dollars.
    @Test func theTennesseeValleyIsSharedAsPublished() throws {
        let (run, answer) = try game("tva/request.yaml")
        let purposes = ["navigation", "flood", "power"]
        #expect(run.players == purposes)
        func check(_ rule: String, _ expected: [Double], within tolerance: Double) {
            let found = answer.numbers(rule, "shares", purposes)
            #expect(agree(found, expected, within: tolerance), "\(rule) \(found)")
        }
        check("shapley", [117_829, 100_756.5, 193_998.5], within: 0.01)
        check("nucleolus", [116_234, 93_540, 202_810], within: 0.01)
        check("ensc", [119_424, 107_973, 185_187], within: 0.01)
        // Published to the thousand dollars.
        check("scrb", [117_476, 99_157, 195_951], within: 0.6)
        #expect(answer.rule("shapley")?["in_core"] as? Bool == true)
        let amounts = answer.texts("shapley", "amounts", purposes)
        #expect(amounts == ["117829000.00", "100756500.00", "193998500.00"])
    }

    /// Young, Okada and Hashimoto (1982), Water Resources Research 18:463-475, rounded to two decimals.
    @Test func theSwedishWaterSupplyIsSharedAsPublished() throws {
        let (_, answer) = try game("skane/request.yaml")
        let groups = ["A", "H", "K", "L", "M", "T"]
        let shapley = answer.numbers("shapley", "shares", groups)
        #expect(agree(shapley, [20.01, 10.71, 6.61, 10.37, 16.94, 19.18], within: 0.0065))
        // H, K and L would pay 27.26 by themselves, and are charged more under the Shapley value.
        #expect(answer.rule("shapley")?["in_core"] as? Bool == false)
        let blocking = answer.rule("shapley")?["blocking"] as? [[String: Any]]
        #expect(blocking?.first?["members"] as? [String] == ["H", "K", "L"])
        #expect(blocking?.first?["alone"] as? Double == 27.26)
        let weak = answer.numbers("per-capita-nucleolus", "shares", groups)
        #expect(agree(Array(weak[..<4]), [20.03, 12.52, 3.94, 9.07], within: 0.0065))
        #expect(abs(weak[4] + weak[5] - 38.26) <= 0.0065)
    }

    /// Littlechild and Owen (1973): each step of the runway is shared by those who need it.
    @Test func theRunwayIsSharedAsPublished() throws {
        let (_, answer) = try game("airport/request.yaml")
        let users = ["A", "B", "C", "D"]
        #expect(answer.numbers("shapley", "shares", users) == [2, 3, 4, 9])
        #expect(answer.texts("shapley", "amounts", users) == ["2.00", "3.00", "4.00", "9.00"])
    }

    /// Ketubot 93a; Aumann and Maschler (1985).
    @Test(arguments: [
        (100, ["33.34", "33.33", "33.33"]), (200, ["50.00", "75.00", "75.00"]),
        (300, ["50.00", "100.00", "150.00"]),
    ])
    func theWidowsGetWhatTheTalmudGives(estate: Int, amounts: [String]) throws {
        let request = try RequestFile(
            reading: "\(Datasets.games)/talmud/estate-\(estate).yaml"
        )
        let run = try ClaimsRequest(options: ClaimsOptions(request), request: request).run()
        let widows = ["first widow", "second widow", "third widow"]
        let found = try answer(run).texts("talmud", "amounts", widows)
        // Three exact thirds: the penny left over goes to the identifier first in order.
        #expect(found == amounts)
    }

    /// By the hand calculation that the README shows.
    @Test func theThreeDepartmentsAreSharedAsReckonedByHand() throws {
        let (run, answer) = try game("homelessness/pooled-cost.yaml")
        let departments = ["Strategic Housing", "Children's Services", "Adult Social Care"]
        #expect(run.players == departments)
        let saved = [1_880_000.0 / 3, 1_010_000.0 / 3, 1_160_000.0 / 3]
        let alone = [4_200_000.0, 1_850_000, 2_450_000]
        let shapley = answer.numbers("shapley", "shares", departments)
        #expect(agree(shapley, zip(alone, saved).map { $0 - $1 }, within: 1e-6))
        #expect(
            answer.texts("shapley", "amounts", departments)
                == ["3573333.34", "1513333.33", "2063333.33"]
        )
        #expect(answer.rule("shapley")?["in_core"] as? Bool == true)
        let equal = answer.rule("equal")?["blocking"] as? [[String: Any]]
        #expect(equal?.count == 2)
        #expect(
            equal?.first?["members"] as? [String] == ["Children's Services", "Adult Social Care"]
        )
        let savings = try game("homelessness/savings.yaml").answer
        let credit = savings.texts("shapley", "amounts", departments)
        #expect(credit == ["698333.34", "293333.33", "358333.33"])
        // Without Strategic Housing nobody is reached: of each saving in which it takes part it gets its share.
        let permission = savings.numbers("permission", "shares", departments)
        let reached = [310_000.0, 470_000, 550_000, 20_000]
        let housing = reached[0] + reached[1] / 2 + reached[2] / 2 + reached[3] / 3
        #expect(abs(permission[0] - housing) < 1e-6)
    }
}
