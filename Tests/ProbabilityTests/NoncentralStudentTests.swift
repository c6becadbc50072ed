import Testing

@testable import TopsliceProbability

@Suite struct NoncentralStudentTests {
    /// `scipy.stats.nct.sf(t, nu, delta)` of SciPy 1.17.1.
    @Test(arguments: [
        (38.0, 3.162_277_660_168_379_5, 2.024_394_164_575_136_7, 0.868_952_801_551_676_1),
        (1, 2, 12.706, 0.125_225_486_551_951_62),
        (1.5, 1, 3, 0.205_177_540_145_922_3),
        (5, -1, 2.5706, 0.002_547_722_341_778_586_4),
        (22, 2.5, 2.07, 0.667_698_368_712_822),
        (2.3, 0.7, 1.5, 0.297_285_594_958_908_66),
        (500, 3, 1.96, 0.850_594_580_677_347),
    ])
    func itAgreesWithSciPy(degrees: Double, delta: Double, t: Double, expected: Double) {
        let distribution = NoncentralStudentDistribution(
            degreesOfFreedom: degrees,
            noncentrality: delta
        )
        #expect((distribution.upperTail(t) - expected).magnitude < 1e-8)
    }

    /// Without an effect it is Student's t, and without end of degrees the normal distribution.
    @Test func itsLimits() {
        for t in [0.0, 0.5, 2, 4] {
            let central = NoncentralStudentDistribution(degreesOfFreedom: 7, noncentrality: 0)
            let student = StudentDistribution(degreesOfFreedom: 7)
            #expect((central.twoSidedTail(t) - student.twoSidedPValue(t)).magnitude < 1e-9)
            let normal = NoncentralStudentDistribution(
                degreesOfFreedom: .infinity,
                noncentrality: 0
            )
            let far = NoncentralStudentDistribution(degreesOfFreedom: 1e9, noncentrality: 0)
            #expect((normal.upperTail(t) - far.upperTail(t)).magnitude < 1e-7)
        }
    }
}
