/// Keys of the JSON of an appraisal that other commands read.
package enum AppraisalKeys {
    package static let appraisal = "appraisal"
    package static let agencies = "by_agency"
    package static let benefit = "benefit"
}
