//! Ratios of shares, of odds and of rates, and what chance may do to them; whether several shares differ by more than
//! chance.

/// The normal deviate of a 95% interval.
const Z: f64 = 1.959_963_984_540_054;

/// How many terms of a series are added at most: far more than it takes for any count of people.
const TERMS: u32 = 20_000;

/// A ratio with its 95% interval. Where the interval holds 1, chance alone may have made the difference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// The ratio itself; 1 is parity.
    pub value: f64,
    /// The low end of its interval.
    pub low: f64,
    /// The high end.
    pub high: f64,
}

impl Ratio {
    /// Whether the interval leaves out parity.
    pub fn beyond_chance(&self) -> bool {
        self.low > 1.0 || self.high < 1.0
    }

    /// A ratio from its logarithm's middle and standard error.
    fn around(log: f64, error: f64) -> Option<Self> {
        let one = Self { value: log.exp(), low: (log - Z * error).exp(), high: (log + Z * error).exp() };
        [one.value, one.low, one.high].into_iter().all(f64::is_finite).then_some(one)
    }

    /// The same interval around another value, widened where it does not hold it.
    fn told_as(self, value: f64) -> Self {
        Self { value, low: self.low.min(value), high: self.high.max(value) }
    }
}

/// The four cells of two counts with their bases; `None` where a count is more than its base or a base is nought.
fn cells((one, one_base): (u32, u32), (other, other_base): (u32, u32)) -> Option<[f64; 4]> {
    let (one_rest, other_rest) = (one_base.checked_sub(one)?, other_base.checked_sub(other)?);
    (one_base > 0 && other_base > 0).then(|| [one, one_rest, other, other_rest].map(f64::from))
}

/// Half a person in each cell, where one of them is empty: Haldane's and Anscombe's correction.
fn filled(cells: [f64; 4]) -> ([f64; 4], bool) {
    let empty = cells.into_iter().any(|cell| cell <= 0.0);
    (if empty { cells.map(|cell| cell + 0.5) } else { cells }, empty)
}

/// How many times as likely something is for the first (how many of how many) as for the second: the ratio of the two
/// shares with its 95% interval on the logarithmic scale. Where a cell is empty the interval is that of the counts with a
/// half added to each cell, widened to hold the ratio itself. `None` where a base is nought or the second share is.
///
/// Katz, D. and others (1978), *Obtaining confidence intervals for the risk ratio in cohort studies*.
pub fn relative_risk(one: (u32, u32), other: (u32, u32)) -> Option<Ratio> {
    let cells = cells(one, other)?;
    if other.0 == 0 {
        return None;
    }
    let (filled, empty) = filled(cells);
    let risk = |[a, b, c, d]: [f64; 4]| (a / (a + b)) / (c / (c + d));
    let [a, b, c, d] = filled;
    let error = (1.0 / a - 1.0 / (a + b) + 1.0 / c - 1.0 / (c + d)).sqrt();
    let found = Ratio::around(risk(filled).ln(), error)?;
    Some(if empty { found.told_as(risk(cells)) } else { found })
}

/// The ratio of the odds of the first to those of the second with its 95% interval by Woolf's method; a half is added to
/// each cell where one is empty. It is no statement of how many times as likely something is: unless it is rare for both,
/// it lies further from 1 than [`relative_risk`]. `None` where a base is nought.
///
/// Woolf, B. (1955), *On estimating the relation between blood group and disease*.
pub fn odds_ratio(one: (u32, u32), other: (u32, u32)) -> Option<Ratio> {
    let ([a, b, c, d], _) = filled(cells(one, other)?);
    Ratio::around((a * d / (b * c)).ln(), (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d).sqrt())
}

/// The ratio of two rates (how many events in how much time, in the same unit of time) with its 95% interval on the
/// logarithmic scale. Where the first saw none, the interval is that with a half added to both counts, widened to hold
/// nought. `None` where there was no time, or the second saw none.
pub fn rate_ratio((one, one_time): (u32, f64), (other, other_time): (u32, f64)) -> Option<Ratio> {
    if !(one_time > 0.0 && other_time > 0.0 && one_time.is_finite() && other_time.is_finite()) || other == 0 {
        return None;
    }
    let rate = |one: f64, other: f64| (one / one_time) / (other / other_time);
    let (a, c) = (f64::from(one), f64::from(other));
    let (filled_a, filled_c) = if one == 0 { (0.5, c + 0.5) } else { (a, c) };
    let error = (1.0 / filled_a + 1.0 / filled_c).sqrt();
    let found = Ratio::around(rate(filled_a, filled_c).ln(), error)?;
    Some(if one == 0 { found.told_as(rate(a, c)) } else { found })
}

/// Whether several shares differ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Uneven {
    /// Pearson's chi-squared.
    pub chi_squared: f64,
    /// Its degrees of freedom.
    pub freedom: u32,
    /// How often chance alone would make the shares differ at least so much.
    pub p: f64,
}

impl Uneven {
    /// Whether chance alone would do so less often than once in twenty times.
    pub fn beyond_chance(&self) -> bool {
        self.p < 0.05
    }
}

/// Whether shares (how many of how many, each of other people) differ by more than chance, all taken together: Pearson's
/// test without a correction. Nobody's shares are left out. `None` where fewer than two are left, where all or none of all
/// people are counted, or where so few are expected in a cell that the test says nothing: fewer than one in any, or fewer
/// than five in more than a fifth of them (Cochran's rule).
///
/// Cochran, W. G. (1954), *Some methods for strengthening the common χ² tests*.
pub fn uneven(shares: &[(u32, u32)]) -> Option<Uneven> {
    let kept: Vec<(f64, f64)> = shares
        .iter()
        .filter(|(count, base)| *base > 0 && count <= base)
        .map(|(count, base)| (f64::from(*count), f64::from(*base)))
        .collect();
    let freedom = u32::try_from(kept.len()).ok()?.checked_sub(1).filter(|freedom| *freedom > 0)?;
    let (count, base) = kept.iter().fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let share = count / base;
    let mut chi_squared = 0.0;
    let (mut cells, mut few) = (0_u32, 0_u32);
    for (count, base) in kept {
        for (found, expected) in [(count, base * share), (base - count, base * (1.0 - share))] {
            if expected < 1.0 {
                return None;
            }
            (cells, few) = (cells + 1, few + u32::from(expected < 5.0));
            chi_squared += (found - expected).powi(2) / expected;
        }
    }
    (few * 5 <= cells).then(|| Uneven { chi_squared, freedom, p: above(chi_squared, freedom) })
}

/// How much of a chi-squared distribution of these degrees of freedom (1 or more) lies above a value: one less the lower
/// incomplete gamma function, by its series.
fn above(chi_squared: f64, freedom: u32) -> f64 {
    let (shape, x) = (f64::from(freedom) / 2.0, chi_squared / 2.0);
    if x <= 0.0 {
        return 1.0;
    }
    // ln Γ(shape + 1), up from Γ(1/2) or Γ(1), since the shape is half a whole number.
    let start = if freedom.is_multiple_of(2) { (1.0, 0.0) } else { (0.5, std::f64::consts::PI.sqrt().ln()) };
    let (mut at, mut log_gamma) = start;
    while at < shape + 0.75 {
        log_gamma += at.ln();
        at += 1.0;
    }
    let (mut term, mut sum) = (1.0, 1.0);
    for step in 1..TERMS {
        term *= x / (shape + f64::from(step));
        sum += term;
        if term < sum * 1e-17 {
            break;
        }
    }
    (1.0 - (shape * x.ln() - x - log_gamma + sum.ln()).exp()).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_near(found: Ratio, [value, low, high]: [f64; 3]) {
        for (found, right) in [(found.value, value), (found.low, low), (found.high, high)] {
            assert!((found - right).abs() < 1e-9 * right.max(1.0), "{found} is not {right}");
        }
    }

    /// Computed with scipy 1.17.1: `relative_risk(a, n, c, m)` and its `confidence_interval(0.95)`.
    #[test]
    fn relative_risks_are_those_of_an_independent_implementation() {
        for (one, other, right) in [
            ((30, 120), (45, 110), [0.611_111_111_111_111, 0.416_777_250_663_377_06, 0.896_058_480_948_833_3]),
            ((8, 49), (150, 400), [0.435_374_149_659_863_93, 0.228_112_286_311_130_76, 0.830_953_269_801_147_3]),
            ((5, 10), (9, 12), [0.666_666_666_666_666_6, 0.330_855_293_173_863_64, 1.343_319_734_077_489_8]),
            ((577, 1668), (527, 1540), [1.010_857_348_276_976_3, 0.918_646_464_250_994_3, 1.112_324_074_962_501_9]),
        ] {
            assert_near(relative_risk(one, other).unwrap(), right);
        }
    }

    /// The intervals computed with statsmodels 0.15.0: `Table2x2(cells + 0.5).riskratio_confint()`. The ratio itself is that
    /// of the counts as they are.
    #[test]
    fn an_empty_cell_gives_the_interval_of_filled_ones() {
        for (one, other, right) in [
            ((0, 15), (6, 20), [0.0, 0.0, 1.663_508_546_404_701_5]),
            ((10, 10), (20, 20), [1.0, 0.845_648_947_099_093_7, 1.130_665_088_560_654]),
            ((4, 30), (30, 30), [0.133_333_333_333_333_33, 0.062_719_342_046_152_43, 0.347_075_417_780_563_83]),
        ] {
            assert_near(relative_risk(one, other).unwrap(), right);
        }
        assert_eq!(relative_risk((3, 10), (0, 10)), None);
        assert_eq!(relative_risk((3, 0), (1, 10)), None);
        assert_eq!(relative_risk((11, 10), (1, 10)), None);
    }

    /// Computed with statsmodels 0.15.0: `Table2x2(cells)`, its `oddsratio` and `oddsratio_confint()`; `Table2x2(cells + 0.5)`
    /// where a cell is empty.
    #[test]
    fn odds_ratios_are_those_of_an_independent_implementation() {
        for (one, other, right) in [
            ((30, 120), (45, 110), [0.481_481_481_481_481_45, 0.274_635_297_249_259_6, 0.844_117_341_549_138_3]),
            ((8, 49), (150, 400), [0.325_203_252_032_520_3, 0.148_461_455_847_785_75, 0.712_354_291_075_774]),
            ((0, 15), (6, 20), [0.071_960_297_766_749_38, 0.003_713_154_696_996_253_4, 1.394_578_162_571_085_8]),
            ((10, 10), (20, 20), [0.512_195_121_951_219_5, 0.009_476_678_448_716_41, 27.683_100_610_653_14]),
        ] {
            assert_near(odds_ratio(one, other).unwrap(), right);
        }
        assert_eq!(odds_ratio((0, 0), (1, 2)), None);
    }

    /// Computed with statsmodels 0.15.0: `confint_poisson_2indep(a, t, c, u, method="wald-log", compare="ratio")`.
    #[test]
    fn rate_ratios_are_those_of_an_independent_implementation() {
        for (one, other, right) in [
            ((42, 310.5), (60, 280.25), [0.631_803_542_673_107_8, 0.425_923_312_110_005, 0.937_200_911_959_458]),
            ((3, 40.0), (9, 55.0), [0.458_333_333_333_333_3, 0.124_083_417_980_098_38, 1.692_969_518_925_867_1]),
        ] {
            assert_near(rate_ratio(one, other).unwrap(), right);
        }
        let none = rate_ratio((0, 20.0), (5, 25.0)).unwrap();
        assert!(none.value == 0.0 && none.low == 0.0 && none.high > 1.0, "{none:?}");
        assert_eq!(rate_ratio((1, 0.0), (1, 2.0)), None);
        assert_eq!(rate_ratio((1, 3.0), (0, 2.0)), None);
        assert_eq!(rate_ratio((1, f64::NAN), (1, 2.0)), None);
    }

    /// Computed with scipy 1.17.1: `chi2_contingency(table, correction=False)`.
    #[test]
    fn tests_of_several_shares_are_those_of_an_independent_implementation() {
        let told = |shares: &[(u32, u32)], chi_squared: f64, freedom: u32, p: f64| {
            let found = uneven(shares).unwrap();
            assert!((found.chi_squared - chi_squared).abs() < 1e-9 * chi_squared.max(1.0), "{found:?}");
            assert!(found.freedom == freedom && (found.p - p).abs() < 1e-9, "{found:?}");
        };
        told(&[(40, 100), (55, 120), (30, 90)], 3.345_765_765_765_766_3, 2, 0.187_705_152_906_254_67);
        let grades = [(8, 49), (38, 147), (104, 388), (221, 604), (206, 480)];
        told(&grades, 38.357_292_040_336_24, 4, 9.456_096_268_807_319e-8);
        told(&[(10, 40), (22, 60)], 1.501_225_490_196_078_4, 1, 0.220_482_896_490_027_03);
        told(&[(20, 50), (40, 100), (0, 0), (60, 150)], 0.0, 2, 1.0);
        let seven = [(50, 60), (10, 70), (5, 80), (40, 90), (33, 100), (20, 70), (60, 61)];
        told(&seven, 195.485_645_819_277_07, 6, 1.733_233_150_348_719_2e-39);
        // Too few: one is expected below 1; two of four below 5; one group; all counted.
        assert_eq!(uneven(&[(1, 50), (0, 2)]), None);
        assert_eq!(uneven(&[(3, 20), (4, 20)]), None);
        assert_eq!(uneven(&[(30, 60)]), None);
        assert_eq!(uneven(&[(60, 60), (40, 40)]), None);
    }

    /// Computed with scipy 1.17.1: `chi2.sf(x, df)`.
    #[test]
    fn tails_are_those_of_an_independent_implementation() {
        for (x, freedom, right) in [
            (0.5, 1, 0.479_500_122_186_953_37),
            (3.84, 1, 0.050_043_521_248_705_19),
            (11.07, 5, 0.050_009_618_622_405_425),
            (40.0, 3, 1.065_509_033_425_585e-8),
            (150.0, 12, 5.669_857_731_738_041e-26),
            (0.0, 4, 1.0),
            (1e6, 9, 0.0),
        ] {
            assert!((above(x, freedom) - right).abs() < 1e-9, "{x} with {freedom}");
        }
    }
}
