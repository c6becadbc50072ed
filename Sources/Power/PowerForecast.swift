internal import Glibc
package import TopsliceAttribution

/// What a study of a planned size could tell, if the truth is what the pilot found.
package struct PowerForecast: Sendable, Equatable {
    /// One agency, or all together.
    package struct Contribution: Sendable, Equatable {
        package let name: String
        /// As the pilot found it.
        package let value: Double
        /// At the planned size.
        package let uncertainty: Uncertainty?
    }

    package struct Uncertainty: Sendable, Equatable {
        package let standardError: Double
        package let degreesOfFreedom: Double
        /// Half the width of the interval.
        package let halfWidth: Double
        /// The least effect that is told from nothing with the power asked for.
        package let detectable: Double
        /// The chance that the interval excludes zero.
        package let power: Double
        package let trigger: TriggerChances?
    }

    /// A part of what the agencies caused together.
    package struct Share: Sendable, Equatable {
        package let name: String
        package let value: Double
        /// At the planned size, by Fieller; nil where the pilot does not identify the contribution.
        package let interval: ShareInterval?
        /// Half the width of a bounded interval.
        package let halfWidth: Double?
        /// The least size whose interval is as narrow as asked; nil where none up to a million times the pilot is.
        package let sizeForTarget: StudySize?
    }

    package let pilot: PilotStudy
    package let question: PowerQuestion
    package let total: Contribution
    package let contributions: [Contribution]
    /// Nil where the agencies together did nothing.
    package let shares: [Share]?
    package let payment: SharePayment

    package init(_ pilot: PilotStudy, _ question: PowerQuestion) {
        self.pilot = pilot
        self.question = question
        let total = Self.contribution(pilot.total, pilot, question)
        self.total = total
        contributions = pilot.agencies.map { Self.contribution($0, pilot, question) }
        shares = pilot.shares.map { values in
            values.indices.map { Self.share($0, values[$0], pilot, question) }
        }
        payment = SharePayment(pilot, question, totalPower: total.uncertainty?.power)
    }

    /// What a variance of the pilot is multiplied by at the planned size.
    package var varianceFactor: Double { pilot.varianceFactor(at: question.size) }

    private static func contribution(
        _ agency: PilotStudy.Agency,
        _ pilot: PilotStudy,
        _ question: PowerQuestion
    ) -> Contribution {
        let uncertainty = agency.standardError.map { pilotError in
            let factor = pilot.varianceFactor(at: question.size)
            let error = pilotError * factor.squareRoot()
            let degrees = max(1, pilot.degrees(agency, at: question.size))
            let test = DetectionTest(level: pilot.confidenceLevel, degreesOfFreedom: degrees)
            return Uncertainty(
                standardError: error,
                degreesOfFreedom: degrees,
                halfWidth: test.multiplier * error,
                detectable: test.detectable(power: question.power) * error,
                power: test.power(agency.contribution / error),
                trigger: question.trigger.map {
                    TriggerChances(
                        $0,
                        expected: agency.contribution,
                        deadweight: pilot.deadweight,
                        standardError: error,
                        test
                    )
                }
            )
        }
        return Contribution(name: agency.name, value: agency.contribution, uncertainty: uncertainty)
    }

    private static func share(
        _ index: Int,
        _ value: Double,
        _ pilot: PilotStudy,
        _ question: PowerQuestion
    ) -> Share {
        let planned = interval(index, pilot, at: question.size)
        return Share(
            name: pilot.agencies[index].name,
            value: value,
            interval: planned,
            halfWidth: halfWidth(planned),
            sizeForTarget: planned.flatMap { _ in
                pilot.leastSize {
                    halfWidth(interval(index, pilot, at: $0)).map { $0 <= question.target } ?? false
                }
            }
        )
    }

    private static func interval(
        _ index: Int,
        _ pilot: PilotStudy,
        at size: StudySize
    ) -> ShareInterval? {
        let agency = pilot.agencies[index]
        guard agency.standardError != nil, let totalError = pilot.total.standardError else {
            return nil
        }
        let factor = pilot.varianceFactor(at: size)
        return ShareInterval(
            numerator: agency.contribution,
            denominator: pilot.total.contribution,
            variances: (pilot.covariance[index][index] * factor, totalError * totalError * factor),
            covariance: pilot.covariancesWithTotal[index] * factor,
            multiplier: DetectionTest.multiplier(
                pilot.confidenceLevel,
                max(1, pilot.degrees(agency, at: size))
            )
        )
    }

    private static func halfWidth(_ interval: ShareInterval?) -> Double? {
        interval?.bounds.map { ($0.high - $0.low) / 2 }
    }

    /// Half widths of each share over sizes about those of pilot and plan, for a chart; only where the interval has ends.
    package var widthsBySize: [(name: String, points: [(people: Int, halfWidth: Double)])] {
        let sizes = chartSizes
        return pilot.agencies.indices.map { index in
            let points = sizes.compactMap { size -> (people: Int, halfWidth: Double)? in
                Self.halfWidth(Self.interval(index, pilot, at: size)).map { (size.people, $0) }
            }
            return (pilot.agencies[index].name, points)
        }
    }

    /// From a quarter of the smaller to four times the larger, in equal ratios.
    private var chartSizes: [StudySize] {
        let planned = Double(question.size.clusters ?? question.size.people)
        let own = Double(pilot.units)
        let low = min(planned, own) / 4
        let ratio = max(planned, own) * 4 / low
        let counts = (0...Self.chartSteps).map { step in
            Int((low * pow(ratio, Double(step) / Double(Self.chartSteps))).rounded(.up))
        }
        return counts.filter { $0 >= 2 }.map(pilot.size(ofUnits:)).filter(pilot.isPossible)
    }

    private static let chartSteps = 16
}
