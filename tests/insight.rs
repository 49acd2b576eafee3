//! Every number that is said of a project, against a recount that shares no code with it.

#[cfg(test)]
#[path = "support/projects.rs"]
mod projects;

#[cfg(test)]
mod tests {
    use std::sync::{Arc, LazyLock};

    use jiff::ToSpan as _;
    use jiff::civil::{Date, date};
    use proptest::prelude::*;
    use proptest::sample::select;
    use waymark::content::{Catalogue, KpiDefinition, Pillar, Recommendation};
    use waymark::insight::*;
    use waymark::project::*;

    use super::projects;

    static PACKS: LazyLock<Catalogue> = LazyLock::new(Catalogue::built_in);

    const TODAY: Date = date(2026, 11, 22);

    /// A project whose answers, actions and figures are of the built-in packs, most of them.
    fn project() -> impl Strategy<Value = Project> {
        let questions = PACKS.questions().count();
        let rating = || select(Rating::ALL.to_vec());
        let confidence = prop::option::of(select(Confidence::ALL.to_vec()));
        let answer = prop::option::of((rating(), confidence, any::<bool>(), any::<bool>()));
        let answers = prop::collection::vec(answer, questions);
        // Whole areas that are alike are where counts at the edges come from.
        let alike = prop::option::weighted(0.3, rating());
        let agreed = prop::collection::vec(prop::option::weighted(0.2, rating()), PACKS.recommendations().count());
        let follow_ups = PACKS.checklists().count() * PACKS.follow_ups().count();
        let follow_ups = prop::collection::vec(prop::option::of(select(vec!["", " ", "Priya"])), follow_ups);
        let actions = prop::collection::vec((action(), any::<prop::sample::Index>(), 0..6_u8), 0..12);
        let kpis = prop::collection::vec(any::<bool>(), PACKS.kpis().count());
        (projects::project(), (answers, alike), agreed, follow_ups, actions, kpis).prop_map(
            |(mut project, (answers, alike), agreed, follow_ups, actions, kpis)| {
                let at = project.organisation.changed;
                let round = Arc::make_mut(project.rounds.last_mut().unwrap());
                for (place, answer) in PACKS.questions().zip(answers) {
                    if let Some((rating, confidence, to_reconfirm, evidence)) = answer {
                        let rating = alike.unwrap_or(rating);
                        let shown = &projects::every_field().rounds[1].answers["question-2"].evidence;
                        let evidence = if evidence { shown.clone() } else { Vec::new() };
                        let answer = Answer { rating, confidence, to_reconfirm, evidence, ..Answer::new(at) };
                        round.answers.insert(place.question.id.clone(), Arc::new(answer));
                    }
                }
                for (place, agreed) in PACKS.recommendations().zip(agreed) {
                    if let Some(rating) = agreed {
                        let agreed = Agreed { rating, reason: "r".to_owned(), to_reconfirm: false, changed: at };
                        round.agreed.insert(place.recommendation.id.clone(), Arc::new(agreed));
                    }
                }
                let keys = PACKS.checklists().flat_map(|(checklist, _)| {
                    PACKS.follow_ups().map(|one| FollowUpKey { checklist: checklist.clone(), question: one.id.clone() })
                });
                for (key, text) in keys.zip(follow_ups) {
                    if let Some(text) = text {
                        let answer = FollowUpAnswer { text: text.to_owned(), due: None, changed: at };
                        round.follow_ups.insert(key, Arc::new(answer));
                    }
                }
                for (place, (mut action, index, kind)) in actions.into_iter().enumerate() {
                    action.id = ActionId(place as u64);
                    let question = index.get(&PACKS.questions().collect::<Vec<_>>()).to_owned();
                    action.origin = match kind {
                        0 => None,
                        1 => Some(Origin::Kpi(index.get(&PACKS.kpis().collect::<Vec<_>>()).id.clone())),
                        2 => Some(Origin::Recommendation(question.recommendation.id.clone())),
                        3 => Some(Origin::Question(question.question.id.clone())),
                        4 => {
                            let kpi = index.get(&PACKS.kpis().collect::<Vec<_>>()).id.clone();
                            Some(Origin::Link(kpi, question.recommendation.id.clone()))
                        }
                        _ => Some(Origin::Question("no pack has this".into())),
                    };
                    project.actions.push(Arc::new(action));
                }
                let figures = projects::every_field().kpis["kpi-1"].clone();
                for (definition, measured) in PACKS.kpis().zip(kpis) {
                    if measured {
                        project.kpis.insert(definition.id.clone(), Arc::clone(&figures));
                    }
                }
                project
            },
        )
    }

    fn action() -> impl Strategy<Value = Action> {
        let text = || select(vec!["", " ", "Priya"]).prop_map(str::to_owned);
        let due = prop::option::of((-100..200_i32).prop_map(|days| TODAY + days.days()));
        (select(Status::all().to_vec()), text(), text(), due).prop_map(|(status, reason, owner, due)| {
            let status = match status {
                Status::Blocked { .. } => Status::Blocked { reason },
                Status::Dropped { .. } => Status::Dropped { reason },
                Status::NotStarted | Status::InProgress | Status::Done => status,
            };
            Action { status, owner, due, ..Action::clone(&projects::every_field().actions[0]) }
        })
    }

    /// The rule of a recommendation's rating, written from its words.
    fn rule(ratings: &[Rating]) -> Rating {
        let applicable: Vec<Rating> = ratings.iter().copied().filter(|one| *one != Rating::NotApplicable).collect();
        let all = |rating| applicable.iter().all(|one| *one == rating);
        match () {
            () if applicable.is_empty() => Rating::NotApplicable,
            () if applicable.contains(&Rating::NotAssessed) => Rating::NotAssessed,
            () if all(Rating::Active) => Rating::Active,
            () if all(Rating::NotInPlace) => Rating::NotInPlace,
            () => Rating::Limited,
        }
    }

    fn given(project: &Project, recommendation: &Recommendation) -> Vec<Rating> {
        let answers = &project.rounds.last().unwrap().answers;
        let of = |question| answers.get(question).map_or(Rating::NotAssessed, |answer: &Arc<Answer>| answer.rating);
        recommendation.questions.iter().map(|question| of(&question.id)).collect()
    }

    fn counts(project: &Project, recommendation: &Recommendation) -> Rating {
        let agreed = &project.rounds.last().unwrap().agreed;
        agreed.get(&recommendation.id).map_or_else(|| rule(&given(project, recommendation)), |agreed| agreed.rating)
    }

    /// The questions and recommendations of part of the packs, counted rating by rating.
    fn recount<'a>(project: &Project, part: impl Iterator<Item = &'a Recommendation>) -> (RatingCounts, RatingCounts) {
        let tally = |ratings: Vec<Rating>| {
            let of = |rating| u32::try_from(ratings.iter().filter(|one| **one == rating).count()).unwrap();
            RatingCounts {
                not_assessed: of(Rating::NotAssessed),
                not_in_place: of(Rating::NotInPlace),
                limited: of(Rating::Limited),
                active: of(Rating::Active),
                not_applicable: of(Rating::NotApplicable),
            }
        };
        let part: Vec<&Recommendation> = part.collect();
        let questions = part.iter().flat_map(|one| given(project, one)).collect();
        (tally(questions), tally(part.iter().map(|one| counts(project, one)).collect()))
    }

    /// How many questions of part of the packs have a rating that nobody has confirmed.
    fn to_reconfirm<'a>(project: &Project, part: impl Iterator<Item = &'a Recommendation>) -> usize {
        let answers = &project.rounds.last().unwrap().answers;
        let questions = part.flat_map(|one| &one.questions);
        questions.filter(|one| answers.get(&one.id).is_some_and(|answer| answer.to_reconfirm)).count()
    }

    /// The days between two dates, by counting.
    fn days(from: Date, to: Date) -> i64 {
        let number = |day: Date| day.since(date(1, 1, 1)).unwrap().get_days();
        i64::from(number(to) - number(from))
    }

    /// The measures that are used: something was entered for them, and they are followed.
    fn used_kpis(project: &Project) -> impl Iterator<Item = (&KpiDefinition, &Kpi)> {
        let entered = |kpi: &'static KpiDefinition| project.kpis.get(&kpi.id).map(|entered| (kpi, &**entered));
        PACKS.kpis().filter_map(entered).filter(|(_, entered)| {
            let retired = entered.settings.as_ref().is_some_and(|settings| settings.retired.is_some());
            **entered != Kpi::default() && !retired
        })
    }

    /// Where a measure stands today.
    fn stands(kpi: &KpiDefinition, project: &Project) -> &'static str {
        let entered = &project.kpis[&kpi.id];
        let every = entered.settings.as_ref().and_then(|settings| settings.every).or(kpi.every);
        let newest = entered.measurements.iter().map(|one| one.date).max();
        let due = newest.zip(every).map(|(newest, months)| newest + i64::from(months).months());
        if due.is_some_and(|due| due < TODAY) {
            return "stale";
        }
        kpi_view(kpi, Some(entered), Date::MIN).state.id()
    }

    /// What needs attention, counted by hand.
    fn needs(project: &Project, kind: AttentionKind) -> usize {
        let open = project
            .actions
            .iter()
            .filter(|action| matches!(action.status, Status::NotStarted | Status::InProgress | Status::Blocked { .. }));
        let round = project.rounds.last().unwrap();
        match kind {
            AttentionKind::Overdue => open.filter(|one| one.due.is_some_and(|due| due < TODAY)).count(),
            AttentionKind::WithoutOwner => open.filter(|one| one.owner.trim().is_empty()).count(),
            AttentionKind::WithoutDate => open.filter(|one| one.due.is_none()).count(),
            AttentionKind::BlockedWithoutReason => {
                open.filter(|one| matches!(&one.status, Status::Blocked { reason } if reason.trim().is_empty())).count()
            }
            AttentionKind::GapsWithoutAction => PACKS
                .recommendations()
                .map(|place| place.recommendation)
                .filter(|one| {
                    let red_or_amber = |rating: &Rating| matches!(rating, Rating::NotInPlace | Rating::Limited);
                    given(project, one).iter().any(red_or_amber) || red_or_amber(&counts(project, one))
                })
                .filter(|one| {
                    !project.actions.iter().any(|action| match (&action.status, &action.origin) {
                        (Status::Dropped { .. }, _) | (_, None | Some(Origin::Kpi(_))) => false,
                        (_, Some(Origin::Recommendation(id) | Origin::Link(_, id))) => *id == one.id,
                        (_, Some(Origin::Question(id))) => one.questions.iter().any(|question| question.id == *id),
                    })
                })
                .count(),
            AttentionKind::AssumedActive => PACKS
                .questions()
                .filter_map(|place| round.answers.get(&place.question.id))
                .filter(|one| one.rating == Rating::Active && one.confidence == Some(Confidence::Assumed))
                .count(),
            AttentionKind::ActiveWithoutEvidence => PACKS
                .questions()
                .filter_map(|place| round.answers.get(&place.question.id))
                .filter(|one| matches!(one.rating, Rating::Active) && one.evidence.is_empty())
                .count(),
            AttentionKind::ToReconfirm => to_reconfirm(project, PACKS.recommendations().map(|one| one.recommendation)),
            AttentionKind::AgreedByHand => {
                PACKS.recommendations().filter(|place| round.agreed.contains_key(&place.recommendation.id)).count()
            }
            AttentionKind::KpisBehind => used_kpis(project).filter(|(kpi, _)| stands(kpi, project) == "behind").count(),
            AttentionKind::BehindWithoutAction => used_kpis(project)
                .filter(|(kpi, entered)| kpi_view(kpi, Some(entered), Date::MIN).state.id() == "behind")
                .filter(|(kpi, _)| {
                    project.actions.iter().all(|action| {
                        let named = match &action.origin {
                            Some(Origin::Kpi(id) | Origin::Link(id, _)) => *id == kpi.id,
                            Some(Origin::Recommendation(_) | Origin::Question(_)) | None => false,
                        };
                        matches!(action.status, Status::Dropped { .. })
                            || !(named || action.measure.as_ref() == Some(&kpi.id))
                    })
                })
                .count(),
            AttentionKind::KpisStale => used_kpis(project).filter(|(kpi, _)| stands(kpi, project) == "stale").count(),
            AttentionKind::KpisWithoutFigures => {
                used_kpis(project).filter(|(_, entered)| entered.measurements.is_empty()).count()
            }
            AttentionKind::KpisWithoutTarget => {
                used_kpis(project).filter(|(_, entered)| entered.target.is_none()).count()
            }
            AttentionKind::Unrated => PACKS
                .recommendations()
                .flat_map(|place| given(project, place.recommendation))
                .filter(|rating| *rating == Rating::NotAssessed)
                .count(),
            AttentionKind::FollowUpsUnanswered => PACKS
                .checklists()
                .flat_map(|(checklist, _)| PACKS.follow_ups().map(move |one| (checklist, &one.id)))
                .filter(|(checklist, question)| {
                    let key = FollowUpKey { checklist: (*checklist).clone(), question: (*question).clone() };
                    round.follow_ups.get(&key).is_none_or(|answer| answer.text.trim().is_empty())
                })
                .count(),
        }
    }

    const KINDS: [AttentionKind; 16] = [
        AttentionKind::Overdue,
        AttentionKind::GapsWithoutAction,
        AttentionKind::WithoutOwner,
        AttentionKind::WithoutDate,
        AttentionKind::BlockedWithoutReason,
        AttentionKind::AssumedActive,
        AttentionKind::ActiveWithoutEvidence,
        AttentionKind::ToReconfirm,
        AttentionKind::AgreedByHand,
        AttentionKind::KpisBehind,
        AttentionKind::BehindWithoutAction,
        AttentionKind::KpisStale,
        AttentionKind::KpisWithoutFigures,
        AttentionKind::KpisWithoutTarget,
        AttentionKind::Unrated,
        AttentionKind::FollowUpsUnanswered,
    ];

    fn everything_said(digest: &Digest, project: &Project) -> Vec<String> {
        let mut said = Vec::new();
        let findings =
            [overview_finding(digest), board_finding(digest), plan_finding(digest), scorecard_finding(digest)];
        for finding in findings {
            assert!(!finding.title.is_empty());
            said.extend([finding.title, finding.detail]);
        }
        said.push(review_finding(digest.tally.questions));
        said.extend(digest.tally.pillars.iter().filter_map(coverage));
        said.extend(Pillar::ALL.map(|pillar| pillar_scorecard(digest, pillar)));
        said.extend(digest.attention.iter().map(Attention::sentence));
        if let Some(round) = project.round() {
            said.extend([area_chart(&digest.tally, round), pillar_chart(&digest.tally, round)].map(|chart| chart.alt));
        }
        said
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 500, ..ProptestConfig::default() })]

        #[test]
        fn every_tally_is_what_a_recount_finds(project in project()) {
            let found = digest(&PACKS, &project, TODAY).tally;
            let all = || PACKS.recommendations();
            prop_assert_eq!((found.questions, found.recommendations), recount(&project, all().map(|one| one.recommendation)));
            prop_assert_eq!(found.questions.total(), 127);
            prop_assert_eq!(found.recommendations.total(), 28);
            let all_to_reconfirm = to_reconfirm(&project, all().map(|one| one.recommendation));
            prop_assert_eq!(found.to_reconfirm as usize, all_to_reconfirm);
            let sums: [u32; 3] = [
                found.checklists.iter().map(|one| one.to_reconfirm).sum(),
                found.areas.iter().map(|one| one.to_reconfirm).sum(),
                found.pillars.iter().map(|one| one.to_reconfirm).sum(),
            ];
            prop_assert_eq!(sums, [found.to_reconfirm; 3]);
            prop_assert_eq!((found.checklists.len(), found.areas.len(), found.pillars.len()), (3, 8, 6));
            for one in &found.checklists {
                let part = all().filter(|place| *place.pack == one.id).map(|place| place.recommendation);
                prop_assert_eq!((one.questions, one.recommendations), recount(&project, part));
            }
            for one in &found.areas {
                let part = all().filter(|place| *place.pack == one.checklist && place.area.id == one.id);
                let part = part.map(|place| place.recommendation);
                prop_assert_eq!((one.questions, one.recommendations), recount(&project, part));
            }
            for one in &found.pillars {
                let part = all().map(|place| place.recommendation).filter(|place| place.pillar == one.pillar);
                prop_assert_eq!((one.questions, one.recommendations), recount(&project, part));
            }
            // The counts of every split add up to the whole.
            let parts: [Vec<(RatingCounts, RatingCounts)>; 3] = [
                found.checklists.iter().map(|one| (one.questions, one.recommendations)).collect(),
                found.areas.iter().map(|one| (one.questions, one.recommendations)).collect(),
                found.pillars.iter().map(|one| (one.questions, one.recommendations)).collect(),
            ];
            for split in parts {
                let mut sum = (RatingCounts::default(), RatingCounts::default());
                for (questions, recommendations) in split {
                    sum.0.add_all(questions);
                    sum.1.add_all(recommendations);
                }
                prop_assert_eq!(sum, (found.questions, found.recommendations));
            }
            let gaps = largest_gaps(&PACKS, project.round().unwrap());
            let reds = |gap: &Gap| (gap.rating.questions.not_in_place, gap.rating.questions.limited);
            prop_assert!(gaps.is_sorted_by(|one, next| reds(one) >= reds(next)));
        }

        #[test]
        fn every_question_has_one_shift_between_two_rounds(earlier in project(), later in project()) {
            let mut project = later;
            let mut first = Round::clone(earlier.round().unwrap());
            (first.frozen, first.plan) = (Some(TODAY), Some(Vec::new()));
            first.name = "Round 1".to_owned();
            let (first, last) = (Arc::new(first), Arc::clone(project.rounds.last().unwrap()));
            project.rounds = vec![Arc::clone(&first), last.clone()];
            let compared = since_last_round(&PACKS, &project).unwrap();
            prop_assert_eq!(compared.counts.total(), 127);
            prop_assert_eq!(compared.questions.len(), 127);
            let good = |rating| match rating {
                Rating::NotInPlace => Some(1),
                Rating::Limited => Some(2),
                Rating::Active => Some(3),
                Rating::NotAssessed | Rating::NotApplicable => None,
            };
            let mut better = 0;
            let mut worse = 0;
            let mut carried = 0;
            for place in PACKS.questions() {
                let of = |round: &Round| round.answers.get(&place.question.id).map(|answer| answer.rating);
                let open = last.answers.get(&place.question.id).is_some_and(|answer| answer.to_reconfirm);
                let (from, to) = (of(&first).and_then(good), of(&last).and_then(good));
                carried += u32::from(open);
                if let (Some(from), Some(to), false) = (from, to, open) {
                    better += u32::from(to > from);
                    worse += u32::from(to < from);
                }
            }
            prop_assert_eq!((compared.counts.improved, compared.counts.declined), (better, worse));
            prop_assert!(compared.counts.not_reconfirmed >= carried);
            for shift in Shift::ALL {
                let listed = compared.questions.iter().filter(|one| one.shift == shift).count();
                prop_assert_eq!(listed, compared.counts.of(shift) as usize);
            }
            reads_well(&compared.sentence());
            if let Some(plan) = &compared.plan {
                let open = project.actions.iter().filter(|action| action.status.is_open()).count();
                prop_assert_eq!(plan.new.len(), if last.is_open() { open } else { plan.new.len() }, "none was there");
                reads_well(&plan.sentence());
            }
        }

        #[test]
        fn what_needs_attention_is_what_a_recount_finds(project in project()) {
            let digest = digest(&PACKS, &project, TODAY);
            for kind in KINDS {
                let expected = needs(&project, kind);
                let found = digest.attention(kind).map_or(0, |one| one.count);
                prop_assert_eq!(found, expected, "{:?}", kind);
            }
            prop_assert!(digest.attention.iter().all(|one| one.count > 0));
            prop_assert!(digest.attention.is_sorted_by_key(|one| KINDS.iter().position(|kind| *kind == one.kind)));
        }

        #[test]
        fn actions_are_counted_as_a_recount_finds(project in project()) {
            let digest = digest(&PACKS, &project, TODAY);
            let actions = &project.actions;
            let counts = &digest.actions;
            prop_assert_eq!(counts.total, actions.len());
            prop_assert_eq!(counts.by_status.iter().sum::<usize>(), actions.len());
            for (status, count) in Status::all().iter().zip(counts.by_status) {
                prop_assert_eq!(count, actions.iter().filter(|one| one.status.name() == status.name()).count());
            }
            prop_assert_eq!(counts.open, counts.by_status[..3].iter().sum::<usize>());
            prop_assert_eq!(counts.overdue, needs(&project, AttentionKind::Overdue));
            for pillar in Pillar::ALL {
                let of = |action: &&Arc<Action>| matches!(&action.origin, Some(origin) if match origin {
                    Origin::Recommendation(id) | Origin::Link(_, id) =>
                        PACKS.recommendations().any(|one| one.recommendation.id == *id && one.recommendation.pillar == pillar),
                    Origin::Question(id) =>
                        PACKS.questions().any(|one| one.question.id == *id && one.recommendation.pillar == pillar),
                    Origin::Kpi(id) => PACKS.kpis().any(|one| one.id == *id && one.pillar == pillar),
                });
                let open = actions.iter().filter(|one| one.status.is_open()).filter(of).count();
                prop_assert_eq!(digest.open_actions(pillar), open);
            }
        }

        #[test]
        fn what_is_said_has_no_number_that_a_noun_does_not_fit(project in project()) {
            let digest = digest(&PACKS, &project, TODAY);
            for sentence in everything_said(&digest, &project) {
                reads_well(&sentence);
            }
        }
    }

    /// Fails where a count and its noun or verb do not go together.
    #[track_caller]
    fn reads_well(sentence: &str) {
        let words: Vec<&str> = sentence.split([' ', ',', '.', ':', '\n']).filter(|word| !word.is_empty()).collect();
        let plural = [
            "actions",
            "open actions",
            "practices",
            "questions",
            "measures",
            "checklists",
            "recommendations",
            "ratings",
            "are",
            "have",
            "do",
            "points",
        ];
        for (place, word) in words.iter().enumerate() {
            let next = |more: usize| words.get(place + more).copied().unwrap_or_default();
            let before =
                |less: usize| place.checked_sub(less).and_then(|at| words.get(at)).copied().unwrap_or_default();
            if *word == "1" && next(1) != "of" {
                assert!(!plural.contains(&next(1)), "{sentence}");
                assert!(!(next(1) == "open" && next(2) == "actions"), "{sentence}");
            }
            let counted = before(4).parse::<u32>().ok().filter(|_| before(3) == "of");
            assert!(*word != "are" || counted != Some(1), "{sentence}");
            assert!(*word != "is" || counted.is_none_or(|count| count == 1), "{sentence}");
        }
        assert!(!sentence.contains("  ") && !sentence.contains(".."), "{sentence}");
        assert!(!sentence.contains("NaN") && !sentence.contains("inf "), "{sentence}");
    }

    fn questions(counts: [u32; 5]) -> RatingCounts {
        let [active, limited, not_in_place, not_assessed, not_applicable] = counts;
        RatingCounts { not_assessed, not_in_place, limited, active, not_applicable }
    }

    /// A digest in which only these counts are not nought.
    fn said_of(counts: RatingCounts, checklists: usize) -> Digest {
        let mut digest = digest(&Catalogue::default(), &projects::every_field(), TODAY);
        digest.tally.questions = counts;
        let one = digest_of_built_in().tally.checklists[0].clone();
        digest.tally.checklists = vec![one; checklists];
        for pillar in &mut digest.tally.pillars {
            pillar.questions = counts;
        }
        digest
    }

    fn digest_of_built_in() -> Digest {
        digest(&PACKS, &projects::every_field(), TODAY)
    }

    #[test]
    fn findings_fit_none_one_and_two() {
        let project = projects::every_field();
        let most = [0, 1, 2, 11];
        for active in most {
            for limited in [0, 1] {
                for not_in_place in most {
                    for not_assessed in most {
                        for not_applicable in most {
                            let counts = questions([active, limited, not_in_place, not_assessed, not_applicable]);
                            for checklists in [1, 2] {
                                for sentence in everything_said(&said_of(counts, checklists), &project) {
                                    reads_well(&sentence);
                                }
                            }
                        }
                    }
                }
            }
        }
        let says = |counts| overview_finding(&said_of(questions(counts), 1));
        assert_eq!(says([1, 0, 0, 0, 0]).title, "1 of 1 practice is active, 0 not in place");
        assert_eq!(says([1, 0, 0, 0, 0]).detail, "The only question is rated.");
        assert_eq!(says([0, 2, 0, 0, 0]).title, "0 of 2 practices are active, 0 not in place");
        assert_eq!(
            says([0, 0, 0, 1, 0]).detail,
            "1 question in 1 checklist shows where you stand. Rate what you know; the rest can wait."
        );
        assert_eq!(says([0, 0, 0, 0, 0]).title, "No checklist is loaded");
        assert_eq!(says([0, 0, 0, 0, 2]).title, "Nothing is rated with a colour yet");
        assert_eq!(review_finding(questions([0, 0, 0, 1, 0])), "1 question, not rated yet.");
        let board = board_finding(&said_of(questions([1, 0, 1, 0, 1]), 1));
        assert_eq!(board.title, "1 of 2 practices is active.");
        assert_eq!(board.detail, "2 of 2 practices that apply have been rated. 1 does not apply.");
    }

    #[test]
    fn plan_and_scorecard_fit_none_one_and_two() {
        for (open, overdue, total) in [(0, 0, 0), (0, 0, 1), (0, 0, 2), (1, 0, 1), (1, 1, 1), (2, 1, 2), (2, 2, 3)] {
            let mut digest = digest_of_built_in();
            (digest.actions.open, digest.actions.overdue, digest.actions.total) = (open, overdue, total);
            for count in 0..3 {
                digest.attention = KINDS.map(|kind| Attention { kind, count }).to_vec();
                digest.attention.retain(|one| one.count > 0);
                for sentence in everything_said(&digest, &projects::every_field()) {
                    reads_well(&sentence);
                }
            }
        }
        let view = KpiView { in_use: true, ..digest_of_built_in().kpis[0].clone() };
        for (good, behind, empty) in (0..27).map(|number| (number % 3, number / 3 % 3, number / 9)) {
            for (stale, unused) in (0..9).map(|number| (number % 3, number / 3)) {
                let mut digest = digest_of_built_in();
                let some = |state, count| std::iter::repeat_n(KpiView { state, ..view.clone() }, count);
                let offered = KpiView { in_use: false, ..view.clone() };
                digest.kpis = some(KpiState::OnPath, good)
                    .chain(some(KpiState::Behind(1.0), behind))
                    .chain(some(KpiState::NoFigures, empty))
                    .chain(some(KpiState::Stale(TODAY), stale))
                    .chain(std::iter::repeat_n(offered, unused))
                    .collect();
                let finding = scorecard_finding(&digest);
                reads_well(&finding.title);
                reads_well(&finding.detail);
                if (good, behind) == (1, 0) {
                    assert_eq!(finding.title, "The one measure with a target is on its path or there");
                }
            }
        }
    }

    #[test]
    fn nothing_panics_where_there_is_nothing() {
        let mut empty = projects::every_field();
        empty.actions.clear();
        empty.kpis.clear();
        Arc::make_mut(&mut empty.rounds[1]).answers.clear();
        let mut roundless = empty.clone();
        roundless.rounds.clear();
        for project in [projects::every_field(), empty, roundless] {
            for packs in [&Catalogue::default(), &*PACKS] {
                for today in [Date::MIN, TODAY, Date::MAX] {
                    let digest = digest(packs, &project, today);
                    for sentence in everything_said(&digest, &project) {
                        reads_well(&sentence);
                    }
                    let json = serde_json::to_string(&summary(packs, &project, &digest)).unwrap();
                    assert!(json.contains("\"organisation\""));
                    assert_eq!(weakest_pillar(&digest), None);
                    let list = plan_list(packs, &project, &PlanQuery::default(), today);
                    assert_eq!(list.total, project.actions.len());
                }
            }
        }
    }

    #[test]
    fn what_has_no_colour_never_moves_a_percentage() {
        for active in 0..4 {
            for limited in 0..4 {
                for not_in_place in 0..4 {
                    let base = questions([active, limited, not_in_place, 0, 0]);
                    let rated = active + limited + not_in_place;
                    let share = (rated > 0).then(|| 100.0 * f64::from(active) / f64::from(rated));
                    for (not_assessed, not_applicable) in [(0, 0), (7, 0), (0, 7), (100, 100)] {
                        let counts = questions([active, limited, not_in_place, not_assessed, not_applicable]);
                        assert_eq!(counts.percent_active(), base.percent_active());
                        assert_eq!(counts.percent_active(), share);
                        assert_eq!(counts.rated(), rated);
                        assert_eq!(counts.total(), rated + not_assessed + not_applicable);
                        assert_eq!(counts.answered(), rated + not_applicable);
                    }
                }
            }
        }
    }

    #[test]
    fn a_recommendation_is_rated_by_its_rule_for_every_combination() {
        let four = PACKS.recommendations().find(|place| place.recommendation.questions.len() >= 4).unwrap();
        let blank = Round::new(RoundId(1), "Round 1", TODAY, jiff::Timestamp::UNIX_EPOCH);
        let mut seen = 0;
        for count in 0..=4_u32 {
            let mut recommendation = four.recommendation.clone();
            recommendation.questions.truncate(count as usize);
            for number in 0..5_usize.pow(count) {
                let ratings: Vec<Rating> =
                    (0..count).map(|place| Rating::ALL[number / 5_usize.pow(place) % 5]).collect();
                let mut round = blank.clone();
                for (question, rating) in recommendation.questions.iter().zip(&ratings) {
                    let at = jiff::Timestamp::UNIX_EPOCH;
                    let answer = Answer { rating: *rating, confidence: None, note: String::new(), ..Answer::new(at) };
                    round.answers.insert(question.id.clone(), Arc::new(answer));
                }
                let found = recommendation_rating(&recommendation, &round);
                assert_eq!(found.rating, rule(&ratings), "{ratings:?}");
                assert_eq!(found.questions.total(), count);
                for agreed in Rating::ALL {
                    let at = jiff::Timestamp::UNIX_EPOCH;
                    let by_hand =
                        Agreed { rating: agreed, reason: "Seen".to_owned(), to_reconfirm: false, changed: at };
                    round.agreed.insert(recommendation.id.clone(), Arc::new(by_hand));
                    let found = recommendation_rating(&recommendation, &round);
                    assert_eq!((found.rating, found.from_questions), (agreed, rule(&ratings)));
                    assert_eq!(found.agreed.as_deref(), Some("Seen"));
                }
                seen += 1;
            }
        }
        assert_eq!(seen, 1 + 5 + 25 + 125 + 625);
    }

    #[test]
    fn the_rule_says_what_the_paper_says() {
        use Rating::{Active, Limited, NotApplicable, NotAssessed, NotInPlace};
        for (ratings, expected) in [
            (vec![], NotApplicable),
            (vec![NotApplicable, NotApplicable], NotApplicable),
            (vec![Active, NotApplicable], Active),
            (vec![NotInPlace, NotApplicable], NotInPlace),
            (vec![Active, NotAssessed], NotAssessed),
            (vec![NotInPlace, NotAssessed, NotApplicable], NotAssessed),
            (vec![Active, NotInPlace], Limited),
            (vec![Active, Active, Limited], Limited),
            (vec![Limited], Limited),
        ] {
            assert_eq!(rule(&ratings), expected, "{ratings:?}");
        }
    }

    fn due(day: Option<Date>, status: Status) -> Action {
        Action { due: day, status, ..Action::clone(&projects::every_field().actions[0]) }
    }

    #[test]
    fn buckets_change_on_their_days_across_months_and_leap_days() {
        let todays = [
            TODAY,
            date(2024, 2, 28),
            date(2024, 2, 29),
            date(2025, 2, 28),
            date(2100, 2, 28),
            date(2026, 1, 31),
            date(2026, 12, 31),
            date(2027, 1, 1),
        ];
        for today in todays {
            for (left, expected) in [
                (-36_500, Bucket::Overdue),
                (-1, Bucket::Overdue),
                (0, Bucket::Within30Days),
                (1, Bucket::Within30Days),
                (30, Bucket::Within30Days),
                (31, Bucket::Within90Days),
                (90, Bucket::Within90Days),
                (91, Bucket::Later),
                (36_500, Bucket::Later),
            ] {
                let day = today + left.days();
                assert_eq!(days(today, day), i64::from(left));
                for open in [Status::NotStarted, Status::InProgress, Status::Blocked { reason: String::new() }] {
                    let action = due(Some(day), open);
                    assert_eq!(bucket(&action, today), expected, "{today} {left}");
                    assert_eq!(days_overdue(&action, today), (left < 0).then_some(-left), "{today} {left}");
                    assert_eq!(PlanPart::Next30Days.holds(&action, today), (0..=30).contains(&left));
                    assert_eq!(PlanPart::Next90Days.holds(&action, today), (0..=90).contains(&left));
                    assert_eq!(PlanPart::Overdue.holds(&action, today), left < 0);
                }
                for closed in [Status::Done, Status::Dropped { reason: String::new() }] {
                    let action = due(Some(day), closed);
                    assert_eq!(bucket(&action, today), Bucket::Closed);
                    assert_eq!(days_overdue(&action, today), None, "what is done is never late");
                    assert!(!state_words(&action, today).contains("Overdue"));
                }
            }
        }
        assert_eq!(bucket(&due(None, Status::NotStarted), TODAY), Bucket::NoDate);
        assert_eq!(bucket(&due(Some(Date::MAX), Status::NotStarted), Date::MIN), Bucket::Later);
        assert_eq!(bucket(&due(Some(Date::MIN), Status::NotStarted), Date::MAX), Bucket::Overdue);
        assert_eq!(state_words(&due(Some(date(2026, 11, 21)), Status::NotStarted), TODAY), "Overdue 1 day");
        assert_eq!(state_words(&due(Some(date(2026, 11, 20)), Status::NotStarted), TODAY), "Overdue 2 days");
        assert_eq!(state_words(&due(Some(TODAY), Status::NotStarted), TODAY), "Not started");
    }

    /// The names of an object's fields.
    fn fields(value: &serde_json::Value) -> Vec<&str> {
        let mut names: Vec<_> = value.as_object().unwrap().keys().map(String::as_str).collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn the_summary_keeps_its_field_names() {
        let project = projects::every_field();
        let digest = digest(&PACKS, &project, TODAY);
        let json = serde_json::to_value(summary(&PACKS, &project, &digest)).unwrap();
        let ratings = ["active", "limited", "not_applicable", "not_assessed", "not_in_place"];
        assert_eq!(
            fields(&json),
            [
                "actions",
                "areas",
                "by_area",
                "by_pillar",
                "date",
                "invented",
                "kpis",
                "moved",
                "organisation",
                "questions",
                "ratings",
                "recommendation_ratings",
                "recommendations",
                "released",
                "round",
                "since_last_round",
                "suggestions",
                "to_reconfirm"
            ]
        );
        assert_eq!(fields(&json["ratings"]), ratings);
        assert_eq!(fields(&json["recommendation_ratings"]), ratings);
        for part in ["by_area", "by_pillar"] {
            assert_eq!(fields(&json[part][0]), ["id", "name", "ratings", "recommendation_ratings"]);
            assert_eq!(fields(&json[part][0]["ratings"]), ratings);
        }
        assert_eq!(fields(&json["actions"]), ["by_status", "open", "overdue", "total"]);
        assert_eq!(fields(&json["actions"]["by_status"]), ["blocked", "done", "dropped", "in_progress", "not_started"]);
        assert_eq!(
            fields(&json["kpis"][0]),
            [
                "aim",
                "date",
                "id",
                "in_use",
                "latest",
                "maker",
                "name",
                "pillar",
                "state",
                "state_id",
                "target",
                "target_date",
                "target_low",
                "unit"
            ]
        );
        let since = &json["since_last_round"];
        assert_eq!(fields(since), ["actions", "changed", "earlier", "questions"]);
        assert_eq!(fields(&since["actions"]), ["closed", "new", "removed", "slipped"]);
        let mut shifts = Shift::ALL.map(Shift::id);
        shifts.sort_unstable();
        assert_eq!(fields(&since["questions"]), shifts);
        assert_eq!(json["date"], "2026-11-22");
        assert_eq!(
            (&json["areas"], &json["recommendations"], &json["questions"]),
            (&8.into(), &28.into(), &127.into())
        );
    }
}
