//! A scorecard far larger than any real one.

#![expect(clippy::unwrap_used, reason = "a sample that cannot be read fails whatever needs it")]

use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::date;
use waymark::app::SAMPLE;
use waymark::content::{Direction, KpiId, Pillar, Unit};
use waymark::project::{
    FigureSource, Kpi, KpiSettings, Measurement, MeasurementId, OwnKpi, Project, Step, Target, Value,
};
use waymark::store::format;

/// The sample with so many measures of its own besides, each with ten years of monthly figures, a target and its steps.
pub fn measured(measures: u16) -> Project {
    let mut project = format::from_bytes(SAMPLE).unwrap().project;
    let at = project.organisation.changed;
    let first = date(2016, 12, 31);
    for number in 0..measures {
        let own = OwnKpi {
            name: format!("Measure {number}"),
            pillar: *Pillar::ALL.iter().cycle().nth(number.into()).unwrap(),
            definition: "A share of people.".to_owned(),
            unit: if number % 10 == 0 { Unit::Groups } else { Unit::Percent },
            direction: Direction::Up,
            recommendations: Vec::new(),
        };
        let split = own.unit == Unit::Groups;
        let measurements = (0..120_u32).map(|month| {
            let share = f64::from((u32::from(number) * 7 + month * 11) % 40) + 20.0;
            Measurement {
                id: MeasurementId(u64::from(number) * 1_000 + u64::from(month) + 1),
                date: first.saturating_add(i64::from(month).months()),
                value: if split {
                    Value::Groups { professional: 80.0 - share, intermediate: 20.0, working_class: share }
                } else {
                    Value::One(share)
                },
                base: Some(400 + month),
                count: None,
                note: if month % 12 == 0 { "A new survey".to_owned() } else { String::new() },
                source: FigureSource::Imported,
                changed: at,
            }
        });
        let steps = (1..5_i64).map(|year| Step { value: 40.0, date: date(2026, 12, 31).saturating_add(year.years()) });
        let kpi = Kpi {
            settings: Some(KpiSettings { own: Some(own), ..KpiSettings::new(at) }),
            measurements: measurements.collect(),
            target: Some(Target { steps: steps.collect(), ..Target::new(60.0, date(2032, 12, 31), at) }),
            benchmarks: Vec::new(),
        };
        project.kpis.insert(KpiId::new(&format!("own-{number:016x}")), Arc::new(kpi));
    }
    assert_eq!(project.faults(), []);
    project
}
