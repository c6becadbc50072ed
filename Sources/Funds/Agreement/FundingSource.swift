/// The sources of funding that the Better Care Fund tells apart, by which its plan lists schemes and its return at the
/// end of the year reports income and expenditure (NHS England, DHSC and MHCLG, planning templates 2019/20 to 2023 to 2025).
package enum FundingSource: String, Sendable, Hashable, CaseIterable {
    /// The minimum that an integrated care board must put in.
    case minimumNHS = "minimum-nhs"
    case disabledFacilities = "disabled-facilities"
    /// The improved Better Care Fund.
    case improved = "improved"
    case dischargeCouncil = "discharge-council"
    case dischargeNHS = "discharge-nhs"
    /// What a council puts in beyond its grants.
    case additionalCouncil = "additional-council"
    /// What an integrated care board puts in beyond its minimum.
    case additionalNHS = "additional-nhs"
}
