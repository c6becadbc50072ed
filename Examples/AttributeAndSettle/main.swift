import Topslice

let study = try Study.read("datasets/resettlement/study.yaml")
let attribution = try Attribution(
    of: Cohort(contentsOf: "datasets/resettlement/cohort.csv", study: study)
)
for share in attribution.contributions {
    print(share.agency, share.shapley.value, share.shapley.interval)
}
