//! What chance may do to a share.

/// The normal deviate of a 95% interval.
const Z: f64 = 1.959_963_984_540_054;

/// The 95% interval by Wilson's score method of a share of `base` people, both as shares from 0 to 1: the range of true
/// shares that a share found by chance does not rule out. `None` for nobody. For a census of staff it tells what chance
/// may have done, not what those who did not answer would have said.
///
/// Wilson, E. B. (1927), *Probable inference, the law of succession, and statistical inference*.
pub fn wilson(share: f64, base: u32) -> Option<(f64, f64)> {
    if base == 0 || !(0.0..=1.0).contains(&share) {
        return None;
    }
    let n = f64::from(base);
    let whole = 1.0 + Z * Z / n;
    let centre = (share + Z * Z / (2.0 * n)) / whole;
    let half = Z / whole * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    // None and all are as low and as high as can be; rounding must not leave a trace.
    let low = if share <= 0.0 { 0.0 } else { (centre - half).max(0.0) };
    let high = if share >= 1.0 { 1.0 } else { (centre + half).min(1.0) };
    Some((low, high))
}

/// The 95% interval by Newcombe's hybrid score method of the difference between two shares (the first less the second),
/// each of its own base. Where it holds nought, chance alone may have made the difference. `None` where a base is nought.
///
/// Newcombe, R. G. (1998), *Interval estimation for the difference between independent proportions*, method 10.
pub fn difference((one, one_base): (f64, u32), (other, other_base): (f64, u32)) -> Option<(f64, f64)> {
    let (one_low, one_high) = wilson(one, one_base)?;
    let (other_low, other_high) = wilson(other, other_base)?;
    let apart = one - other;
    let below = ((one - one_low).powi(2) + (other_high - other).powi(2)).sqrt();
    let above = ((one_high - one).powi(2) + (other - other_low).powi(2)).sqrt();
    Some((apart - below, apart + above))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with scipy 1.17.1: `binomtest(k, n).proportion_ci(method="wilson")`.
    #[test]
    fn intervals_are_those_of_an_independent_implementation() {
        for (count, base, low, high) in [
            (7, 20, 0.181_191_824_101_082_1, 0.567_145_723_314_763_7),
            (0, 12, 0.0, 0.242_494_006_655_240_85),
            (39, 100, 0.300_168_740_063_944_2, 0.487_969_829_541_592_7),
            (12, 12, 0.757_505_993_344_759_2, 1.0),
        ] {
            let (found_low, found_high) = wilson(f64::from(count) / f64::from(base), base).unwrap();
            assert!((found_low - low).abs() < 1e-9, "{count} of {base}: {found_low}");
            assert!((found_high - high).abs() < 1e-9, "{count} of {base}: {found_high}");
        }
        assert_eq!(wilson(0.5, 0), None);
        assert_eq!(difference((0.5, 10), (0.5, 0)), None);
        assert_eq!(wilson(f64::NAN, 10), None);
    }

    /// Computed with statsmodels 0.15.0: `confint_proportions_2indep(…, compare="diff", method="newcomb")`.
    #[test]
    fn differences_are_those_of_an_independent_implementation() {
        for ((one, one_base), (other, other_base), low, high) in [
            ((56, 70), (48, 80), 0.052_431_472_402_364_98, 0.333_872_654_036_906_14),
            ((9, 10), (3, 10), 0.170_522_723_934_502_9, 0.809_017_973_535_488),
            ((10, 10), (0, 20), 0.679_086_037_141_914_5, 1.0),
            ((577, 1668), (527, 1540), -0.029_193_428_566_018_03, 0.036_550_126_206_740_585),
        ] {
            let share = |count: u32, base: u32| (f64::from(count) / f64::from(base), base);
            let (found_low, found_high) = difference(share(one, one_base), share(other, other_base)).unwrap();
            assert!((found_low - low).abs() < 1e-9 && (found_high - high).abs() < 1e-9, "{one} of {one_base}");
        }
    }
}
