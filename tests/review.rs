//! How a review is worked through: its parts, what a whole rating changes, what is offered again, its end.

#[cfg(test)]
mod tests {
    use std::sync::{Arc, LazyLock};

    use jiff::Timestamp;
    use jiff::civil::{Date, date};
    use proptest::prelude::*;
    use proptest::sample::select;
    use waymark::content::{Catalogue, Pillar, QuestionId};
    use waymark::edit::Edit;
    use waymark::insight::*;
    use waymark::project::*;

    static PACKS: LazyLock<Catalogue> = LazyLock::new(Catalogue::built_in);

    const TODAY: Date = date(2026, 11, 22);
    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    /// A round in which each question has one of these, and whether it is to re-confirm.
    fn round(answers: &[(Rating, bool)]) -> Round {
        let mut round = Round::new(RoundId(1), "Round 1", TODAY, NOW);
        for (place, (rating, to_reconfirm)) in PACKS.questions().zip(answers) {
            if *rating != Rating::NotAssessed {
                let answer = Answer { rating: *rating, to_reconfirm: *to_reconfirm, ..Answer::new(NOW) };
                round.answers.insert(place.question.id.clone(), Arc::new(answer));
            }
        }
        round
    }

    fn any_round() -> impl Strategy<Value = Round> {
        let answer = (select(Rating::ALL.to_vec()), any::<bool>());
        prop::collection::vec(answer, PACKS.questions().count()).prop_map(|answers| round(&answers))
    }

    fn project(round: Round) -> Project {
        let organisation = Organisation::named("Northmoor Trust", NOW);
        Project::new(ProjectId(1), organisation, round)
    }

    fn all(rating: Rating) -> Project {
        project(round(&vec![(rating, false); PACKS.questions().count()]))
    }

    fn after(project: &Project, edit: Edit) -> Project {
        edit.apply(project, NOW).unwrap()
    }

    fn end(project: &Project) -> Option<ReviewEnd> {
        review_end(&PACKS, project, &digest(&PACKS, project, TODAY))
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

        #[test]
        fn a_parts_progress_is_what_a_count_of_its_questions_gives(round in any_round()) {
            let tally = tally(&PACKS, &round);
            for part in Part::all(&tally) {
                let progress = part.progress(&tally);
                let of = || PACKS.questions().filter(|place| part.holds(place)).map(|place| &place.question.id);
                let to_rate = of().filter(|id| round.rating(id) == Rating::NotAssessed).count();
                let to_reconfirm = of().filter(|id| round.is_to_reconfirm(id)).count();
                prop_assert_eq!(progress.to_rate as usize, to_rate);
                prop_assert_eq!(progress.to_reconfirm as usize, to_reconfirm);
                prop_assert_eq!(progress.total() as usize, of().count());
                prop_assert_eq!(progress.left() as usize, of().filter(|id| is_open(&round, id)).count());
            }
        }

        #[test]
        fn every_question_is_in_one_checklist_one_area_and_one_pillar(round in any_round()) {
            let parts = Part::all(&tally(&PACKS, &round));
            for place in PACKS.questions() {
                let holding = |kind: fn(&Part) -> bool| parts.iter().filter(|part| kind(part) && part.holds(&place)).count();
                prop_assert_eq!(holding(|part| matches!(part, Part::Checklist(_))), 1);
                prop_assert_eq!(holding(|part| matches!(part, Part::Area(_))), 1);
                prop_assert_eq!(holding(|part| matches!(part, Part::Pillar(_))), 1);
                prop_assert_eq!(holding(|part| *part == Part::Everything), 1);
            }
        }

        #[test]
        fn a_whole_rating_is_taken_by_what_is_open_or_by_all(round in any_round()) {
            for place in PACKS.recommendations() {
                let taking = taking(place.recommendation, |id| is_open(&round, id));
                let all: Vec<_> = place.recommendation.questions.iter().map(|question| question.id.clone()).collect();
                let open: Vec<_> = all.iter().filter(|id| is_open(&round, id)).cloned().collect();
                prop_assert_eq!(&taking, if open.is_empty() { &all } else { &open });
                // The words name how many they are.
                let words = taking_words(place.recommendation, &round);
                let counted = all.len() == 1 || words.contains(&taking.len().to_string());
                prop_assert!(counted, "{words}");
            }
        }

        #[test]
        fn a_rating_in_words_counts_its_questions(round in any_round()) {
            for place in PACKS.recommendations() {
                let rating = recommendation_rating(place.recommendation, &round);
                let (counts, words) = (rating.questions, rating.sentence());
                let start = format!("{}: ", rating.rating.name());
                prop_assert!(words.starts_with(&start), "{}", words);
                let applicable = counts.total() - counts.not_applicable;
                let base = format!("of {applicable} ");
                let says_base = words.contains(&base) || words.contains(&format!("all {applicable} "));
                prop_assert!(says_base || applicable == 0, "{}", words);
            }
        }

        #[test]
        fn the_end_is_reached_when_nothing_is_left(round in any_round()) {
            let left = PACKS.questions().any(|place| is_open(&round, &place.question.id));
            let project = project(round);
            let end = end(&project);
            prop_assert_eq!(end.is_none(), left);
            let without = gaps_without_action(&PACKS, &project, project.round().unwrap()).len();
            prop_assert!(end.is_none_or(|end| end.without_action.len() == without));
        }

        #[test]
        fn an_offer_is_of_a_rating_given_in_this_round_that_is_not_here_yet(round in any_round()) {
            for place in PACKS.questions() {
                let here = &place.question.id;
                for offer in offers(&PACKS, &round, here) {
                    prop_assert!(!is_open(&round, &offer.from));
                    prop_assert_eq!(round.rating(&offer.from), offer.rating);
                    prop_assert!(is_open(&round, here) || round.rating(here) != offer.rating);
                    prop_assert!(PACKS.repeats_of(here).any(|(place, _)| place.question.id == offer.from));
                }
            }
        }
    }

    #[test]
    fn what_is_asked_twice_is_offered_both_ways() {
        let [a, b] = ["prog-enablers-data-3", "data-leadership-culture-3"].map(QuestionId::new);
        for (there, here) in [(&a, &b), (&b, &a)] {
            let mut project = project(round(&[]));
            assert!(offers(&PACKS, project.round().unwrap(), here).is_empty(), "neither is rated");
            project = after(&project, Edit::Rate { question: there.clone(), rating: Rating::Active });
            assert_eq!(offers(&PACKS, project.round().unwrap(), here).len(), 1);
            assert!(offers(&PACKS, project.round().unwrap(), there).is_empty(), "nothing to offer back");
            project = after(&project, Edit::Rate { question: here.clone(), rating: Rating::Active });
            assert!(offers(&PACKS, project.round().unwrap(), here).is_empty(), "rated alike");
            project = after(&project, Edit::Rate { question: here.clone(), rating: Rating::Limited });
            assert_eq!(offers(&PACKS, project.round().unwrap(), here).len(), 1, "rated otherwise");
        }
    }

    #[test]
    fn what_was_carried_over_is_no_answer_to_offer() {
        let answers = vec![(Rating::Active, true); PACKS.questions().count()];
        let round = round(&answers);
        assert!(PACKS.questions().all(|place| offers(&PACKS, &round, &place.question.id).is_empty()));
    }

    #[test]
    fn ratings_in_words() {
        use Rating::{Active, Limited, NotApplicable, NotAssessed, NotInPlace};

        let said = |ratings: &[Rating]| {
            let place = PACKS.recommendations().find(|place| place.recommendation.questions.len() == ratings.len());
            let recommendation = place.unwrap().recommendation;
            let mut project = project(round(&[]));
            for (question, rating) in recommendation.questions.iter().zip(ratings) {
                project = after(&project, Edit::Rate { question: question.id.clone(), rating: *rating });
            }
            recommendation_rating(recommendation, project.round().unwrap()).sentence()
        };
        assert_eq!(
            said(&[Active, Active, Active, Limited, NotInPlace]),
            "Limited: 3 of 5 active, 1 limited, 1 not in place"
        );
        assert_eq!(said(&[Limited; 5]), "Limited: 0 of 5 active, 5 limited");
        assert_eq!(said(&[Active; 5]), "Active: all 5 active");
        assert_eq!(said(&[NotInPlace; 5]), "Not in place: none of 5 active");
        assert_eq!(said(&[NotAssessed; 5]), "Not assessed: none of 5 rated");
        assert_eq!(
            said(&[Active, Limited, NotAssessed, NotAssessed, NotApplicable]),
            "Not assessed: 2 of 4 rated, so far 1 active, 1 limited, 1 not applicable"
        );
        assert_eq!(said(&[NotApplicable; 5]), "Not applicable: none of its questions applies");
    }

    #[test]
    fn the_end_asks_for_an_owned_and_dated_action_where_there_is_a_gap() {
        let first_action = |project: &Project| end(project).unwrap().first_action;
        assert_eq!(first_action(&all(Rating::Active)), FirstAction::NotNeeded);
        let project = all(Rating::Limited);
        let found = end(&project).unwrap();
        assert_eq!((found.gaps, found.without_action.len()), (28, 28));
        assert!(!found.is_finished());
        let recommendation = PACKS.recommendations().next().unwrap().recommendation.id.clone();
        let action = Action {
            origin: Some(Origin::Recommendation(recommendation)),
            due: Some(TODAY),
            ..Action::new(ActionId(1), "Begin", NOW)
        };
        let added = after(&project, Edit::AddAction(Box::new(action.clone())));
        assert_eq!(first_action(&added), FirstAction::Missing, "nobody owns it");
        assert_eq!(end(&added).unwrap().without_action.len(), 27);
        let owned = Action { owner: "Ada".to_owned(), ..action.clone() };
        let with = |action: Action| first_action(&after(&project, Edit::AddAction(Box::new(action))));
        assert_eq!(with(owned.clone()), FirstAction::There);
        assert_eq!(with(Action { due: None, ..owned.clone() }), FirstAction::Missing);
        assert_eq!(with(Action { status: Status::Done, ..owned }), FirstAction::Missing);
        let declined = after(&project, Edit::DeclineFirstAction(true));
        assert_eq!(first_action(&declined), FirstAction::Declined);
        assert_eq!(first_action(&after(&declined, Edit::DeclineFirstAction(false))), FirstAction::Missing);
    }

    #[test]
    fn the_end_waits_for_a_rating_agreed_by_hand() {
        let recommendation = PACKS.recommendations().next().unwrap().recommendation.id.clone();
        let mut project = all(Rating::Active);
        for edit in [
            Edit::Agree { recommendation: recommendation.clone(), agreed: Some((Rating::Limited, "Seen".to_owned())) },
            Edit::FreezeRound { on: TODAY },
            Edit::StartRound { id: RoundId(2), name: "Round 2".to_owned(), started: TODAY },
            Edit::Reconfirm { questions: PACKS.questions().map(|place| place.question.id.clone()).collect() },
        ] {
            project = after(&project, edit);
        }
        assert!(end(&project).is_none());
        assert!(end(&after(&project, Edit::ReconfirmAgreed(recommendation))).is_some());
    }

    #[test]
    fn after_a_part_the_next_with_something_left_is_offered() {
        let half: Vec<_> = PACKS
            .questions()
            .map(|place| match place.recommendation.pillar {
                Pillar::Data | Pillar::Hiring => (Rating::NotAssessed, false),
                Pillar::Progression | Pillar::Outreach | Pillar::CultureAndLeadership | Pillar::Advocacy => {
                    (Rating::Active, false)
                }
            })
            .collect();
        let tally = tally(&PACKS, &round(&half));
        let next = |pillar: Pillar| Part::Pillar(pillar).next(&PACKS, &tally);
        assert_eq!(next(Pillar::Progression), Some(Part::Pillar(Pillar::Hiring)));
        assert_eq!(next(Pillar::Advocacy), Some(Part::Pillar(Pillar::Data)), "round the end");
        assert_eq!(Part::Everything.next(&PACKS, &tally), None);
    }

    #[test]
    fn how_long_a_part_takes() {
        let tally = tally(&PACKS, &round(&[]));
        let words = |part: Part| part.progress(&tally).time_words();
        assert_eq!(words(Part::Everything), "127 questions, about 43 minutes");
        assert_eq!(words(Part::Pillar(Pillar::Outreach)), "2 questions, about a minute");
    }
}
