//! Statistics: what chance may do to a figure.

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
        assert_eq!(wilson(f64::NAN, 10), None);
    }
}
