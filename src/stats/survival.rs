//! How long it takes until something happens, of people of whom some are still waiting.

/// The normal deviate of a 95% interval.
const Z: f64 = 1.959_963_984_540_054;

/// How long a person was watched, and whether it happened at the end of that time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Watched {
    /// For how long, in any unit.
    pub time: f64,
    /// Whether it happened then; otherwise the person was still waiting.
    pub happened: bool,
}

/// The share that is still waiting, from a time on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Left {
    /// From when on; until the next time it does not change.
    pub from: f64,
    /// The share, from 0 to 1.
    pub share: f64,
    /// Its 95% interval. It has no width while nobody, and once everybody, is through: the method has none there.
    pub range: (f64, f64),
}

/// The share that is still waiting over time, by the method of Kaplan and Meier, with the 95% interval of Greenwood's
/// variance on the scale of log(−log S) (“exponential Greenwood”), as R (`conf.type = "log-log"`) and lifelines have it.
/// People who stop being watched at a time at which it happens to others count as still waiting then. One step for every
/// time at which it happens to anybody; before the first, all are waiting. Times below nought and those that are no
/// number are left out.
///
/// Kaplan, E. L., Meier, P. (1958), *Nonparametric estimation from incomplete observations*; Kalbfleisch, J. D.,
/// Prentice, R. L. (1980), *The statistical analysis of failure time data*.
pub fn kaplan_meier(people: &[Watched]) -> Vec<Left> {
    let mut people: Vec<Watched> =
        people.iter().copied().filter(|one| one.time.is_finite() && one.time >= 0.0).collect();
    people.sort_unstable_by(|one, other| one.time.total_cmp(&other.time));
    let count = |number: usize| u32::try_from(number).map_or(f64::INFINITY, f64::from);
    let mut waiting = people.len();
    let (mut share, mut variance) = (1.0_f64, 0.0_f64);
    let mut steps = Vec::new();
    for at in people.chunk_by(|one, other| one.time.total_cmp(&other.time).is_eq()) {
        let happened = at.iter().filter(|one| one.happened).count();
        if let (Some(first), true) = (at.first(), happened > 0) {
            let (n, d) = (count(waiting), count(happened));
            share = if happened == waiting { 0.0 } else { share * (1.0 - d / n) };
            variance += d / (n * (n - d));
            steps.push(Left { from: first.time, share, range: interval(share, variance) });
        }
        waiting -= at.len();
    }
    steps
}

/// The interval of a share from the sum of Greenwood's formula.
fn interval(share: f64, variance: f64) -> (f64, f64) {
    if share <= 0.0 || share >= 1.0 {
        return (share, share);
    }
    let log = share.ln();
    let half = Z * variance.sqrt() / log.abs();
    (share.powf(half.exp()), share.powf((-half).exp()))
}

/// The step that holds at a time; `None` before the first, when all are waiting.
pub fn left_at(steps: &[Left], time: f64) -> Option<&Left> {
    steps.iter().take_while(|step| step.from <= time).last()
}

/// When half are through: the first time at which no more than half are waiting; `None` where more than half are still
/// waiting at the end.
pub fn median_time(steps: &[Left]) -> Option<f64> {
    steps.iter().find(|step| step.share <= 0.5).map(|step| step.from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(times: &[(f64, bool)]) -> Vec<Watched> {
        times.iter().map(|(time, happened)| Watched { time: *time, happened: *happened }).collect()
    }

    /// Computed with lifelines 0.30.3: `KaplanMeierFitter().fit(t, e)`, its `predict(x)`, `confidence_interval_` and
    /// `median_survival_time_`. The first two are the two groups of Freireich's trial.
    #[test]
    fn shares_are_those_of_an_independent_implementation() {
        type Case<'a> = (&'a [Watched], f64, &'a [[f64; 4]]);
        let first = people(&[
            (6.0, true),
            (6.0, true),
            (6.0, true),
            (6.0, false),
            (7.0, true),
            (9.0, false),
            (10.0, true),
            (10.0, false),
            (11.0, false),
            (13.0, true),
            (16.0, true),
            (17.0, false),
            (19.0, false),
            (20.0, false),
            (22.0, true),
            (23.0, true),
            (25.0, false),
            (32.0, false),
            (32.0, false),
            (34.0, false),
            (35.0, false),
        ]);
        let times = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];
        let second: Vec<Watched> =
            times.iter().map(|time| Watched { time: f64::from(*time), happened: true }).collect();
        let third = people(&[
            (365.0, false),
            (400.0, false),
            (730.0, true),
            (731.0, true),
            (800.0, false),
            (900.0, true),
            (1096.0, true),
            (1200.0, false),
            (1500.0, true),
            (1826.0, true),
        ]);
        let cases: [Case<'_>; 3] = [
            (
                &first,
                23.0,
                &[
                    [3.0, 1.0, 1.0, 1.0],
                    [6.0, 0.857_142_857_142_857, 0.619_717_955_265_983_8, 0.951_551_747_646_996_9],
                    [10.0, 0.752_941_176_470_587_8, 0.503_199_510_799_956_4, 0.889_361_835_169_265_1],
                    [16.0, 0.627_450_980_392_156_7, 0.367_510_855_987_501_94, 0.804_912_189_471_841_1],
                    [22.5, 0.537_815_126_050_419_9, 0.267_778_936_767_134_93, 0.746_790_717_635_394_3],
                    [34.0, 0.448_179_271_708_683_27, 0.188_052_005_959_232_33, 0.680_142_628_495_241_2],
                ],
            ),
            (
                &second,
                8.0,
                &[
                    [3.0, 0.761_904_761_904_761_9, 0.519_391_415_328_428_7, 0.893_257_109_782_487_2],
                    [10.0, 0.380_952_380_952_380_9, 0.183_066_548_820_394_3, 0.577_788_677_745_830_9],
                    [22.5, 0.047_619_047_619_047_616, 0.003_324_463_042_531_178, 0.197_044_905_698_946_1],
                    [34.0, 0.0, 0.0, 0.0],
                ],
            ),
            (
                &third,
                1096.0,
                &[
                    [365.25, 1.0, 1.0, 1.0],
                    [730.5, 0.875, 0.387_000_014_032_024_83, 0.981_392_965_878_966_1],
                    [1095.75, 0.6, 0.195_495_866_084_997_86, 0.852_254_345_762_209_2],
                    [1461.0, 0.45, 0.107_578_115_238_288_99, 0.751_273_849_926_193_6],
                ],
            ),
        ];
        for (people, median, told) in cases {
            let steps = kaplan_meier(people);
            assert!((median_time(&steps).unwrap() - median).abs() < 1e-9);
            for [time, share, low, high] in told {
                let all = Left { from: 0.0, share: 1.0, range: (1.0, 1.0) };
                let left = left_at(&steps, *time).unwrap_or(&all);
                for (found, expected) in [(left.share, share), (left.range.0, low), (left.range.1, high)] {
                    assert!((found - expected).abs() < 1e-9, "{time}: {found} for {expected}");
                }
            }
        }
    }

    #[test]
    fn what_was_never_seen_is_none() {
        assert_eq!(kaplan_meier(&[]), []);
        assert_eq!(kaplan_meier(&people(&[(3.0, false), (f64::NAN, true), (-1.0, true)])), []);
        let steps = kaplan_meier(&people(&[(1.0, true), (2.0, false), (3.0, false)]));
        assert_eq!(median_time(&steps), None);
        assert_eq!(left_at(&steps, 0.5), None);
    }

    proptest::proptest! {
        #[test]
        fn shares_fall_within_their_intervals(
            times in proptest::collection::vec((0_u32..40, proptest::bool::ANY), 0..60),
        ) {
            let steps = kaplan_meier(&people(&times.iter().map(|(time, yes)| (f64::from(*time), *yes)).collect::<Vec<_>>()));
            proptest::prop_assert!(steps.is_sorted_by(|one, next| one.from < next.from && one.share > next.share));
            for step in steps {
                let (low, high) = step.range;
                proptest::prop_assert!((0.0..=step.share).contains(&low) && (step.share..=1.0).contains(&high));
            }
        }
    }
}
