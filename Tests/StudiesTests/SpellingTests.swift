import TopsliceCohortData
import TopsliceSimulation
import Testing

/// A simulated cohort comes with a study, which must read it: what a simulation calls its law is what a study calls its model.
struct SpellingTests {
    @Test(arguments: OutcomeFamily.allCases)
    func aSimulatedLawIsAModelOfAStudy(law: OutcomeFamily) {
        let model: OutcomeModel =
            switch law {
            case .binomial: .binomial
            case .gaussian: .gaussian
            case .poisson: .poisson
            }
        #expect(OutcomeModel(rawValue: law.rawValue) == model)
    }

    /// The words of `family` and `interactions` in a study are a contract with every study written so far.
    @Test func theWordsOfAStudyStay() {
        #expect(
            OutcomeModel.allCases.map(\.rawValue)
                == ["gaussian", "binomial", "poisson", "gamma", "fractional", "two-part"]
        )
        #expect(Interactions.allCases.map(\.rawValue) == ["none", "pairwise", "full"])
    }
}
