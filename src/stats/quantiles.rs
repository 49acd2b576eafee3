//! The middle of some figures.

/// The median: the figure in the middle or, of an even number of figures, the mean of the two in the middle. `None` of no
/// figures, and where one of them is no number.
pub fn median(figures: &[f64]) -> Option<f64> {
    if figures.iter().any(|figure| figure.is_nan()) {
        return None;
    }
    let mut figures = figures.to_vec();
    figures.sort_unstable_by(f64::total_cmp);
    let upper = *figures.get(figures.len() / 2)?;
    if figures.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *figures.get(figures.len() / 2 - 1)?;
    Some(lower.midpoint(upper))
}

/// The mean; `None` of no figures.
pub fn mean(figures: &[f64]) -> Option<f64> {
    let count = u32::try_from(figures.len()).ok().filter(|count| *count > 0)?;
    Some(figures.iter().sum::<f64>() / f64::from(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with numpy 2.4.6: `median(x)` and `mean(x)`.
    #[test]
    fn middles_are_those_of_an_independent_implementation() {
        for (figures, middle, average) in [
            (&[1.0, 2.0, 3.0, 4.0][..], 2.5, 2.5),
            (&[5.0, 1.0, 9.0], 5.0, 5.0),
            (&[10.5, 20.25, 7.125, 8.0, 8.0, 100.0], 9.25, 25.645_833_333_333_332),
        ] {
            assert!((median(figures).unwrap() - middle).abs() < 1e-9);
            assert!((mean(figures).unwrap() - average).abs() < 1e-9);
        }
        assert_eq!((median(&[]), mean(&[]), median(&[1.0, f64::NAN])), (None, None, None));
    }

    proptest::proptest! {
        #[test]
        fn as_many_figures_lie_below_the_median_as_above(figures in proptest::collection::vec(-1e6..1e6_f64, 1..40)) {
            let middle = median(&figures).unwrap();
            let below = figures.iter().filter(|figure| **figure < middle).count();
            let above = figures.iter().filter(|figure| **figure > middle).count();
            proptest::prop_assert!(below * 2 <= figures.len() && above * 2 <= figures.len());
        }
    }
}
