//! An organisation's own KPIs as a pack: whatever is in them, what is written is loaded, and says the same.

#[cfg(test)]
#[path = "support/projects.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod projects;

#[cfg(test)]
mod tests {
    use std::sync::{Arc, LazyLock};

    use proptest::prelude::*;
    use proptest::sample::select;
    use waymark::content::{
        self, Catalogue, Direction, KpiDefinition, KpiId, PackFile, Pillar, RecommendationId, Unit, Whose,
    };
    use waymark::export::pack::{PackError, own_kpis};
    use waymark::project::{Kpi, KpiSettings, OwnKpi, Project};

    use super::projects::project;

    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::built_in);

    const SPLIT_SET: &str = "national-2021";

    fn file(bytes: &[u8]) -> PackFile {
        PackFile { name: "own.ron".to_owned(), text: String::from_utf8(bytes.to_vec()).unwrap() }
    }

    /// The KPIs of a pack that was loaded beside the built-in ones.
    fn loaded(bytes: &[u8]) -> Vec<KpiDefinition> {
        assert_eq!(content::check(&content::built_in(), &[file(bytes)]), [], "{}", file(bytes).text);
        let catalogue = Catalogue::load(content::built_in(), vec![file(bytes)]);
        assert_eq!(catalogue.left_out(), []);
        let built_in: Vec<KpiId> = CATALOGUE.kpis().map(|kpi| kpi.id.clone()).collect();
        catalogue.kpis().filter(|kpi| !built_in.contains(&kpi.id)).cloned().collect()
    }

    /// What a pack should say of the organisation's own KPIs.
    fn expected(project: &Project) -> Vec<KpiDefinition> {
        let built_in: Vec<RecommendationId> =
            CATALOGUE.recommendations().map(|place| place.recommendation.id.clone()).collect();
        let definition = |own: KpiDefinition| KpiDefinition {
            whose: Whose::Ours,
            every: project.kpis[&own.id].settings.as_ref().unwrap().every,
            benchmarks: (own.unit == Unit::Groups).then(|| SPLIT_SET.into()),
            recommendations: own.recommendations.iter().filter(|id| built_in.contains(id)).cloned().collect(),
            ..own
        };
        project.own_kpis().into_iter().map(definition).collect()
    }

    /// Ids and texts as the window makes them: in any words that the fonts show.
    fn with_own_kpis() -> impl Strategy<Value = Project> {
        let recommendations: Vec<String> =
            CATALOGUE.recommendations().map(|place| place.recommendation.id.to_string()).collect();
        let units: Vec<Unit> = CATALOGUE.kpis().map(|kpi| kpi.unit).collect();
        let kpi = (
            any::<u64>(),
            "[A-Za-zŁéŵ0-9 \"\\\\’“”(){}\\[\\],:;/%£#=+*-]{0,20}[a-z]",
            "[A-Za-z \"\\\\]{0,30}",
            (select(Pillar::ALL.to_vec()), select(units), select(Direction::ALL.to_vec())),
            proptest::option::of(1_u32..=content::MOST_MONTHS),
            proptest::collection::btree_set(select(recommendations), 0..3),
        );
        (project(), proptest::collection::vec(kpi, 1..5)).prop_map(|(mut project, kpis)| {
            project.kpis.clear();
            for (id, name, definition, (pillar, unit, direction), every, recommendations) in kpis {
                let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
                let definition = definition.split_whitespace().collect::<Vec<_>>().join(" ");
                let definition = if definition.is_empty() { name.clone() } else { definition };
                let recommendations = recommendations.iter().map(|id| RecommendationId::new(id)).collect();
                let own = OwnKpi { name, pillar, definition, unit, direction, recommendations };
                let settings = KpiSettings { own: Some(own), every, ..KpiSettings::new(jiff::Timestamp::UNIX_EPOCH) };
                let kpi = Kpi { settings: Some(settings), ..Kpi::default() };
                project.kpis.insert(KpiId::new(&format!("own-{id:016x}")), Arc::new(kpi));
            }
            project
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn a_pack_is_loaded_with_the_same_measures(project in with_own_kpis()) {
            let made = own_kpis(&project.catalogue(&CATALOGUE), &project).unwrap();
            prop_assert_eq!(made.but, None);
            prop_assert_eq!(loaded(&made.bytes), expected(&project));
        }

        #[test]
        fn whatever_a_project_holds_a_pack_without_faults_is_made_or_it_is_told(project in project()) {
            match own_kpis(&project.catalogue(&CATALOGUE), &project) {
                Ok(made) => {
                    let ids: Vec<KpiId> = project.own_kpis().into_iter().map(|kpi| kpi.id).collect();
                    prop_assert_eq!(loaded(&made.bytes).into_iter().map(|kpi| kpi.id).collect::<Vec<_>>(), ids);
                }
                Err(PackError::Nothing) => prop_assert!(project.own_kpis().is_empty()),
                Err(error @ PackError::Measure { .. }) => prop_assert!(!error.to_string().is_empty()),
                Err(error) => prop_assert!(false, "{error}"),
            }
        }
    }

    /// A project with one measure of its own.
    fn one(name: &str, organisation: &str, recommendations: &[&str]) -> Project {
        let bytes = include_bytes!("../content/sample.waymark");
        let mut project = waymark::store::format::from_bytes(bytes).unwrap().project;
        organisation.clone_into(&mut project.organisation.name);
        project.kpis.retain(|_, kpi| kpi.own().is_none());
        let own = OwnKpi {
            name: name.to_owned(),
            pillar: Pillar::Hiring,
            definition: "People hired,\nout of all\twho applied.".to_owned(),
            unit: Unit::Percent,
            direction: Direction::Up,
            recommendations: recommendations.iter().map(|id| RecommendationId::new(id)).collect(),
        };
        let settings = KpiSettings { own: Some(own), ..KpiSettings::new(jiff::Timestamp::UNIX_EPOCH) };
        let kpi = Kpi { settings: Some(settings), ..Kpi::default() };
        project.kpis.insert(KpiId::new("own-1"), Arc::new(kpi));
        project
    }

    fn made(project: &Project) -> Result<waymark::export::pack::Pack, PackError> {
        own_kpis(&project.catalogue(&CATALOGUE), project)
    }

    #[test]
    fn a_pack_is_named_after_its_organisation() {
        for (organisation, id, title) in [
            ("Fen & Co", "fen-co-measures", "Fen & Co: measures"),
            ("Zoë’s Homes 24/7", "zo-s-homes-24-7-measures", "Zoë’s Homes 24/7: measures"),
            ("王小明", "the-organisation-measures", "The organisation: measures"),
            ("Ωμέγα", "own-measures", "Ωμέγα: measures"),
        ] {
            let made = made(&one("Hired", organisation, &[])).unwrap();
            let catalogue = Catalogue::load(content::built_in(), vec![file(&made.bytes)]);
            let pack = catalogue.packs().last().unwrap();
            assert_eq!((pack.id.as_str(), pack.title.as_str()), (id, title));
            let kpi = catalogue.kpi(&KpiId::new("own-1")).unwrap();
            assert_eq!(kpi.definition, "People hired, out of all who applied.");
            assert_eq!(catalogue.maker(kpi), format!("Suggested by the pack “{title}”, set by no published document"));
        }
    }

    #[test]
    fn the_measures_of_a_pack_are_not_taken_for_others_in_the_project_that_made_it() {
        let project = one("Hired", "Fen & Co", &["adv-internal-normalise"]);
        let made = made(&project).unwrap();
        let packs = Catalogue::load(content::built_in(), vec![file(&made.bytes)]);
        let catalogue = project.catalogue(&packs);
        assert_eq!(catalogue.kpis().filter(|kpi| kpi.name == "Hired").count(), 1);
        // And written again, it is the same.
        assert_eq!(own_kpis(&catalogue, &project).unwrap(), made);
    }

    #[test]
    fn links_that_only_other_packs_could_follow_are_left_out_and_told() {
        let links = ["adv-internal-normalise", "theirs-1", "adv-internal-normalise"];
        let made_one = made(&one("Hired", "Fen", &links)).unwrap();
        assert_eq!(made_one.but.as_deref(), Some("a link to a recommendation of another pack is left out of it"));
        assert_eq!(loaded(&made_one.bytes)[0].recommendations, [RecommendationId::new("adv-internal-normalise")]);
        let two = made(&one("Hired", "Fen", &["theirs-1", "theirs-2"])).unwrap();
        assert_eq!(two.but.as_deref(), Some("2 links to recommendations of other packs are left out of it"));
    }

    #[test]
    fn what_no_pack_can_hold_is_told_with_its_measure() {
        let told = |name| made(&one(name, "Fen", &[])).unwrap_err().to_string();
        assert_eq!(
            told("Share of 王"),
            "“Share of 王” cannot stand in a pack: the fonts cannot show “王” (U+738B). Correct that measure, then save \
             the pack."
        );
        let mut project = one("Hired", "Fen", &[]);
        project.kpis.remove("own-1");
        let nothing = made(&project).unwrap_err();
        assert_eq!(
            nothing.to_string(),
            "There is no measure of your own yet. Add one to the scorecard, then save the pack."
        );
    }
}
