//! The linter, and which packs a catalogue is made of.
//!
//! What always holds: the linter and the catalogue agree. A file that is told no faults beside the built-in packs is
//! loaded beside them.
//!
//! What does not belong here: what is a fault (`tree`, `shape`, `texts`, `walk` and `together`).

use super::catalogue::{Catalogue, LeftOut};
use super::examine::Examined;
use super::file::{Fault, PackFile, built_in};
use super::together::Together;

/// Every fault of `files`, sorted by file and place, as they would stand beside the packs of `built_in`: a file with the
/// id of one of those replaces it, and references to those that are not replaced resolve. Nothing is told of `built_in`
/// itself; to check it, give it as `files` beside nothing.
pub fn check(built_in: &[PackFile], files: &[PackFile]) -> Vec<Fault> {
    let all: Vec<Examined> = built_in.iter().chain(files).cloned().map(Examined::new).collect();
    let first_given = built_in.len();
    let together = Together::new(&all, first_given, &vec![true; all.len()]).faults();
    let own = all.iter().skip(first_given).flat_map(|pack| &pack.faults).cloned();
    let mut faults: Vec<Fault> =
        together.into_iter().filter(|(number, _)| *number >= first_given).map(|(_, fault)| fault).chain(own).collect();
    faults.sort();
    faults.dedup();
    faults
}

impl Catalogue {
    /// The built-in packs and no others.
    pub fn built_in() -> Self {
        Self::load(built_in(), Vec::new())
    }

    /// The built-in packs with the user's: a user's pack with the id of a built-in one takes its place, others are
    /// added. A pack with faults is left out, and so is one that needs a pack that was left out; if it was to replace a
    /// built-in pack, that one stays.
    pub fn load(built_in: Vec<PackFile>, user: Vec<PackFile>) -> Self {
        let first_given = built_in.len();
        let mut all: Vec<Examined> = built_in.into_iter().chain(user).map(Examined::new).collect();
        let mut wanted: Vec<bool> = all.iter().map(|pack| pack.pack.is_some()).collect();
        let order = loop {
            let faults = Together::new(&all, first_given, &wanted).faults();
            if faults.is_empty() {
                break Together::new(&all, first_given, &wanted).in_order();
            }
            // Each turn leaves out at least one more, so the turns end.
            for (number, fault) in faults {
                if let (Some(pack), Some(wanted)) = (all.get_mut(number), wanted.get_mut(number)) {
                    pack.faults.push(fault);
                    *wanted = false;
                }
            }
        };
        let packs = order.into_iter().filter_map(|number| all.get_mut(number)?.pack.take()).collect();
        let left_out = all.into_iter().filter(|pack| !pack.faults.is_empty()).map(|pack| {
            let Examined { name: file, mut faults, .. } = pack;
            faults.sort();
            LeftOut { file, faults }
        });
        Self::from_checked(packs, left_out.collect())
    }
}

#[cfg(test)]
mod tests {
    use std::slice;

    use proptest::prelude::*;

    use super::*;
    use crate::content::{Pack, QuestionId};

    const SOURCES: &str = r#"#![enable(implicit_some)]
(
    format: "waymark-pack",
    schema: 1,
    id: "sources",
    version: "1.0",
    title: "Sources",
    about: "One source. /* not a comment */",
    content: Sources([
        (id: "report", title: "A report", publisher: "Someone", published: "2021", note: "It is “good”."), // one
    ]),
)
"#;

    const SCORECARD: &str = r#"(
    format: "waymark-pack", schema: 1, id: "scorecard", version: "1.0", title: "Scorecard", about: "One KPI.",
    content: Scorecard([
        (
            id: "kpi-asked", pillar: Data, name: "Asked", definition: "A \"count\".", unit: OutOf(4), direction: Up,
            target: (text: r"All of them.", value: Some(4.0)),
            comparators: [(label: "Others", percent: 31, definition: "A share.", same_measure: false, as_of: "2021", cite: (source: "report", place: "page 1"))],
            benchmarks: None,
            cite: (source: "report", place: "page 1"),
        ),
    ]),
)"#;

    fn file(name: &str, text: impl Into<String>) -> PackFile {
        PackFile { name: name.to_owned(), text: text.into() }
    }

    fn terms(name: &str, id: &str, source: &str) -> PackFile {
        let text = format!(
            "(format: \"waymark-pack\", schema: 1, id: \"{id}\", version: \"1\", title: \"Terms\", about: \"Terms.\", \
             content: Glossary([(id: \"{id}-term\", term: \"Term\", meaning: \"A word.\", \
             cite: (source: \"{source}\", place: \"page 1\"))]))"
        );
        file(name, text)
    }

    fn sources(name: &str, id: &str, source: &str) -> PackFile {
        let text = SOURCES.replace("id: \"sources\"", &format!("id: \"{id}\""));
        file(name, text.replace("id: \"report\"", &format!("id: \"{source}\"")))
    }

    fn loaded(built_in: &[PackFile], user: &[PackFile]) -> (Vec<String>, Vec<String>) {
        let catalogue = Catalogue::load(built_in.to_vec(), user.to_vec());
        let packs = catalogue.packs().iter().map(|pack| pack.id.to_string()).collect();
        (packs, catalogue.left_out().iter().map(|pack| pack.file.clone()).collect())
    }

    #[test]
    fn whole_packs_have_no_faults_and_every_beginning_of_one_has() {
        let sources = [file("sources.ron", SOURCES)];
        for (built_in, text) in [(&[][..], SOURCES), (&sources[..], SCORECARD)] {
            assert_eq!(check(built_in, &[file("whole.ron", text)]), []);
            assert_eq!(check(built_in, &[file("mark.ron", format!("\u{feff}{text}"))]), []);
            assert_eq!(check(built_in, &[file("lines.ron", text.replace('\n', "\r\n"))]), []);
            let last = text.trim_end().len();
            for (end, _) in text.char_indices().take_while(|(end, _)| *end < last) {
                let beginning = text.get(..end).unwrap_or_default();
                assert_ne!(check(built_in, &[file("cut.ron", beginning)]), [], "{beginning}");
            }
        }
    }

    #[test]
    fn no_text_stops_the_linter() {
        let deep = ["(", "[", "{", "a(", "a:(", "/*", "[(", "Some("].map(|opening| opening.repeat(50_000));
        let odd = [
            "",
            "\u{feff}",
            "\0\0\0",
            "#",
            "#!",
            "#![enable(",
            "\"",
            "\"\\",
            "r#\"",
            "'",
            "“",
            "/",
            "0x",
            "-",
            "()",
            "[]",
            "a",
        ];
        for text in deep.iter().map(String::as_str).chain(odd) {
            let start: String = text.chars().take(20).collect();
            assert_ne!(check(&[], &[file("odd.ron", text)]), [], "{start}");
        }
    }

    #[test]
    fn a_replacement_takes_the_place_of_a_built_in_pack() {
        let built_in = [sources("a.ron", "a", "one"), terms("b.ron", "b", "one")];
        let replacement = file("user.ron", sources("", "a", "one").text.replace("\"Sources\"", "\"Mine\""));
        let catalogue = Catalogue::load(built_in.to_vec(), vec![replacement, terms("c.ron", "c", "one")]);
        let titles: Vec<&str> = catalogue.packs().iter().map(|pack| pack.title.as_str()).collect();
        assert_eq!(titles, ["Mine", "Terms", "Terms"]);
        assert_eq!(catalogue.left_out(), []);
    }

    #[test]
    fn a_faulty_replacement_leaves_the_built_in_pack_in() {
        let built_in = [sources("a.ron", "a", "one"), terms("b.ron", "b", "one")];
        let faulty = file("user.ron", sources("", "a", "one").text.replace("Someone", ""));
        assert_eq!(loaded(&built_in, &[faulty]), (vec!["a".into(), "b".into()], vec!["user.ron".into()]));
        // It has no fault by itself, but a built-in pack needs what it lacks.
        let short = sources("user.ron", "a", "two");
        assert_eq!(loaded(&built_in, slice::from_ref(&short)), (vec!["a".into(), "b".into()], vec!["user.ron".into()]));
        assert_eq!(check(&built_in, &[short]).len(), 1);
        // Another kind of pack.
        let other = terms("user.ron", "a", "one");
        assert_eq!(loaded(&built_in, &[other]), (vec!["a".into(), "b".into()], vec!["user.ron".into()]));
    }

    #[test]
    fn what_needs_a_pack_that_is_left_out_is_left_out() {
        let built_in = [sources("a.ron", "a", "one")];
        let faulty = file("user-a.ron", sources("", "mine", "two").text.replace("Someone", ""));
        let user = [faulty, terms("user-b.ron", "b", "two"), terms("user-c.ron", "c", "one")];
        assert_eq!(
            loaded(&built_in, &user),
            (vec!["a".into(), "c".into()], vec!["user-a.ron".into(), "user-b.ron".into()])
        );
    }

    fn checklist(id: &str, questions: &[&str]) -> PackFile {
        let question = |id: &&str| format!("(id: \"{id}\", text: \"A practice\", place: \"question\")");
        let questions = questions.iter().map(question).collect::<Vec<_>>().join(", ");
        let text = format!(
            "(format: \"waymark-pack\", schema: 1, id: \"{id}\", version: \"1\", title: \"A list\", about: \"A list.\", \
             content: Checklist((name: \"A list\", areas: [(id: \"{id}-area\", name: \"Area\", recommendations: [(\
             id: \"{id}-rec\", title: \"A thing\", why: \"It helps.\", pillar: Data, \
             cite: (source: \"one\", place: \"page 1\"), questions: [{questions}])])])))"
        );
        file(id, text)
    }

    fn repeats(id: &str, groups: &[&str]) -> PackFile {
        let group = |ids: &&str| format!("(questions: [{ids}], how: Same, cite: (source: \"one\", place: \"page 1\"))");
        let groups = groups.iter().map(group).collect::<Vec<_>>().join(", ");
        let text = format!(
            "(format: \"waymark-pack\", schema: 1, id: \"{id}\", version: \"1\", title: \"Same\", about: \"Same.\", \
             content: Repeats([{groups}]))"
        );
        file(id, text)
    }

    #[test]
    fn a_replaced_checklist_takes_its_questions_out_of_the_built_in_repeats() {
        let built_in = [
            sources("a.ron", "a", "one"),
            checklist("x", &["x-1", "x-2"]),
            checklist("y", &["y-1", "y-2"]),
            checklist("z", &["z-1"]),
            repeats("r", &["\"x-1\", \"y-1\", \"z-1\"", "\"x-2\", \"y-2\""]),
        ];
        assert_eq!(check(&[], &built_in), []);
        let own = checklist("x", &["own-1"]);
        assert_eq!(check(&built_in, slice::from_ref(&own)), []);
        let catalogue = Catalogue::load(built_in.to_vec(), vec![own]);
        assert_eq!(catalogue.left_out(), []);
        let groups: Vec<Vec<&str>> =
            catalogue.repeats().map(|group| group.questions.iter().map(QuestionId::as_str).collect()).collect();
        assert_eq!(groups, [["y-1", "z-1"]]);
        // A user's own groups are held to what there is.
        let faults = check(&built_in, &[checklist("x", &["own-1"]), repeats("mine", &["\"own-1\", \"y-9\""])]);
        assert_eq!(faults.len(), 1);
    }

    fn template(id: &str, recommendations: &str, kpi: &str) -> String {
        format!(
            "(id: \"{id}\", recommendations: [{recommendations}], title: \"Do it\", first_step: \"Begin.\", \
             success: \"Done.\", {kpi} effort: Low, impact: High, weeks: 1, cite: (source: \"one\", place: \"page 1\")),"
        )
    }

    #[test]
    fn replaced_recommendations_and_kpis_are_taken_out_of_the_built_in_templates_and_kpis() {
        let pack = |id: &str, content: &str| {
            let head = format!(
                "(format: \"waymark-pack\", schema: 1, id: \"{id}\", version: \"1\", title: \"T\", about: \"T.\","
            );
            file(id, format!("{head} content: {content})"))
        };
        let kpi = |id: &str| {
            format!(
                "Scorecard([(id: \"{id}\", pillar: Data, name: \"K\", definition: \"K.\", unit: Percent, direction: Up, \
                 target: (text: \"More.\"), comparators: [], recommendations: [\"x-rec\", \"y-rec\"], \
                 cite: (source: \"one\", place: \"page 1\"))])"
            )
        };
        let templates = template("act-x", "\"x-rec\"", "")
            + &template("act-both", "\"x-rec\", \"y-rec\"", "kpi: Some(\"kpi-old\"),")
            + &template("act-y", "\"y-rec\"", "");
        let built_in = [
            sources("a.ron", "a", "one"),
            checklist("x", &["x-1"]),
            checklist("y", &["y-1"]),
            pack("score", &kpi("kpi-old")),
            pack("templates", &format!("ActionTemplates([{templates}])")),
        ];
        assert_eq!(check(&[], &built_in), []);
        let own = file("own", checklist("x", &["x-1"]).text.replace("x-rec", "own-rec"));
        let catalogue = Catalogue::load(built_in.to_vec(), vec![own.clone()]);
        assert_eq!(catalogue.left_out(), []);
        let ids: Vec<&str> = catalogue.templates().map(|template| template.id.as_str()).collect();
        assert_eq!(ids, ["act-both", "act-y"]);
        assert_eq!(catalogue.templates_for(&"x-rec".into()).count(), 0);
        assert!(catalogue.kpis().all(|kpi| kpi.recommendations == ["y-rec".into()]));
        assert!(catalogue.templates().any(|template| template.kpi == Some("kpi-old".into())));
        // With its KPIs replaced too, the template is seen in words alone.
        let own_kpi = pack("score", &kpi("kpi-new").replace("\"x-rec\", ", ""));
        let catalogue = Catalogue::load(built_in.to_vec(), vec![own, own_kpi]);
        assert_eq!(catalogue.left_out(), []);
        assert!(catalogue.templates().all(|template| template.kpi.is_none()));
    }

    #[test]
    fn the_first_of_two_packs_with_one_id_stays() {
        let built_in = [sources("a.ron", "a", "one")];
        let user = [terms("user-1.ron", "b", "one"), terms("user-2.ron", "b", "one")];
        assert_eq!(loaded(&built_in, &user), (vec!["a".into(), "b".into()], vec!["user-2.ron".into()]));
    }

    #[test]
    fn a_newer_schema_is_told_alone() {
        let text = SOURCES.replace("schema: 1", "schema: 2").replace("note:", "remark:");
        let faults: Vec<String> = check(&[], &[file("new.ron", text)]).iter().map(ToString::to_string).collect();
        let expected = "new.ron:4:13: this pack is written for a newer version of Waymark (schema 2); update Waymark, or use \
                        a pack of schema 1";
        assert_eq!(faults, [expected]);
    }

    /// What the linter passes must be what `ron` reads, and it must be loaded.
    fn agrees_with_ron(text: &str) -> Result<(), TestCaseError> {
        let faults = check(&[], &[file("a.ron", text)]);
        let catalogue = Catalogue::load(vec![file("a.ron", text)], Vec::new());
        prop_assert_eq!(faults.is_empty(), catalogue.left_out().is_empty());
        if faults.is_empty() {
            let text = text.trim_start_matches('\u{feff}');
            let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
            let pack: Pack = options.from_str(text).map_err(|error| TestCaseError::fail(error.to_string()))?;
            prop_assert_eq!(catalogue.packs(), &[pack]);
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn changed_bytes_are_told_or_harmless(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)) {
            let mut bytes = SOURCES.as_bytes().to_vec();
            for (index, byte) in changes {
                let at = index.index(bytes.len());
                bytes[at] = byte;
            }
            agrees_with_ron(&String::from_utf8_lossy(&bytes))?;
        }

        #[test]
        fn lost_and_doubled_pieces_are_told_or_harmless(from in any::<prop::sample::Index>(), len in 1..40_usize, twice: bool) {
            let letters: Vec<char> = SOURCES.chars().collect();
            let from = from.index(letters.len());
            let to = (from + len).min(letters.len());
            let kept = if twice { to } else { from };
            let text: String = letters[..kept].iter().chain(&letters[if twice { from } else { to }..]).collect();
            agrees_with_ron(&text)?;
        }

        #[test]
        fn any_text_is_told(text in "[(\\[{:,\"a\\\\“#!/* \n)\\]}0-9.]{0,60}") {
            prop_assert!(!check(&[], &[file("a.ron", text)]).is_empty());
        }
    }
}
