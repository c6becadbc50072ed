import TopsliceCohortData
import TopsliceRegression

extension Family {
    /// Numbers from 0 to 16 as outcomes such as the family is of.
    func outcomes(_ numbers: [Double]) -> [Double] {
        numbers.map { number in
            switch self {
            case .gaussian, .poisson: number
            case .gamma: number + 1
            case .binomial: number > 8 ? 1 : 0
            case .fractional: number / 16
            }
        }
    }

    /// 0 or 1 as an outcome such as the family is of.
    func outcome(_ flag: Int) -> Int { self == .gamma ? flag + 1 : flag }
}
