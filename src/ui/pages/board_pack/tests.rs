//! The board pack page by role and label.

use std::sync::Arc;

use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::*;
use crate::app::{ChartPicture, Export, PictureFormat};
use crate::project::{ActionId, Project, Rating};
use crate::ui::testing::{Bench, LARGE_TEXT, SMALL, WIDE, empty, page, sample};
use crate::ui::theme;

fn board<'a>(project: Project, size: egui::Vec2) -> Harness<'a, Bench<State>> {
    let mut harness = page(project, size, theme::LIGHT, show);
    harness.run();
    harness
}

/// Brings something with a name into sight and presses it.
fn press(harness: &mut Harness<'_, Bench<State>>, role: Role, label: &str) {
    harness.get_by_role_and_label(role, label).scroll_to_me();
    harness.run();
    harness.get_by_role_and_label(role, label).click();
    harness.run();
}

/// Tall enough to show the whole pack.
const WHOLE: egui::Vec2 = egui::vec2(1084.0, 40_000.0);

#[test]
fn what_is_exported_is_what_is_chosen() {
    let mut harness = board(sample(), WIDE);
    press(&mut harness, Role::Button, "Export as PDF…");
    press(&mut harness, Role::CheckBox, "The review in full");
    press(&mut harness, Role::Button, "Type a path instead…");
    press(&mut harness, Role::CheckBox, "Summary");
    press(&mut harness, Role::CheckBox, "The review in full");
    press(&mut harness, Role::Button, "Export as PDF…");
    let all = Section::ALL.to_vec();
    let without = |left_out| all.iter().copied().filter(|section| *section != left_out).collect::<Vec<_>>();
    assert_eq!(
        harness.state().pushed.commands,
        vec![
            Command::Export(Export::BoardPack(all.clone())),
            Command::ExportTypedPath(Export::BoardPack(without(Section::Review))),
            Command::Export(Export::BoardPack(without(Section::Summary))),
        ]
    );
}

#[test]
fn without_a_section_nothing_can_be_exported_and_the_page_says_why() {
    let mut harness = board(sample(), WIDE);
    let digest = harness.state().digest();
    for section in Section::ALL.into_iter().filter(|section| section.is_there(&digest)) {
        press(&mut harness, Role::CheckBox, section.name());
    }
    assert!(harness.get_by_label("Export as PDF…").accesskit_node().is_disabled());
    assert!(harness.get_by_label("Type a path instead…").accesskit_node().is_disabled());
    harness.get_by_label("Choose at least one section to export.");
    press(&mut harness, Role::CheckBox, "Scorecard");
    assert!(!harness.get_by_label("Export as PDF…").accesskit_node().is_disabled());
}

#[test]
fn each_thing_that_needs_attention_leads_to_where_it_is_mended() {
    for project in [sample(), empty()] {
        let mut harness = board(project, egui::vec2(1084.0, 1400.0));
        let attention = harness.state().digest().attention;
        assert!(!attention.is_empty());
        for one in &attention {
            harness.get_by_label(&one.sentence());
            press(&mut harness, Role::Button, &format!("Show: {}", one.sentence()));
        }
        let expected: Vec<_> = attention.iter().map(|one| Command::ShowAttention(one.kind)).collect();
        assert_eq!(harness.state().pushed.commands, expected);
    }
}

#[test]
fn the_preview_shows_the_counts_of_the_digest() {
    for project in [sample(), empty()] {
        let harness = board(project, WHOLE);
        let digest = harness.state().digest();
        let counts = digest.tally.questions;
        for rating in [Rating::Active, Rating::Limited, Rating::NotInPlace, Rating::NotAssessed] {
            harness.get_by_label(&format!("{} {}", counts.of(rating), rating.name()));
        }
        let areas = harness.get_by_role_and_label(Role::Table, "Recommendations by area and rating");
        let rows: Vec<_> = areas.get_all_by_role(Role::Row).collect();
        assert_eq!(rows.len(), digest.tally.areas.len() + 2);
        for (row, area) in rows.iter().skip(1).zip(&digest.tally.areas) {
            row.get_by_role_and_label(Role::RowHeader, &area.full_name());
            let cells: Vec<_> =
                row.get_all_by_role(Role::Cell).filter_map(|cell| cell.accesskit_node().label()).collect();
            let expected: Vec<_> = Rating::ALL
                .iter()
                .filter(|rating| rating.has_colour() || digest.tally.recommendations.of(**rating) > 0)
                .map(|rating| area.recommendations.of(*rating).to_string())
                .collect();
            assert_eq!(cells, expected, "{}", area.name);
        }
    }
}

#[test]
fn the_preview_is_the_document_that_is_written() {
    let harness = board(sample(), WHOLE);
    let bench = harness.state();
    let digest = bench.digest();
    let project = bench.editor.project();
    let catalogue = project.catalogue(bench.catalogue());
    let report = report::board_pack(&catalogue, project, &digest, ThirdGroup::default(), &Section::ALL);
    let mut tables = 0;
    for block in &report.blocks {
        match block {
            report::Block::Heading { text, .. } => {
                assert!(harness.query_all_by_role_and_label(Role::Heading, text).next().is_some(), "{text}");
            }
            report::Block::Table(table) => {
                tables += 1;
                assert!(harness.query_all_by_role_and_label(Role::Table, &table.caption).next().is_some());
            }
            report::Block::Figure(chart) => {
                assert!(harness.query_all_by_label_contains(&chart.title).next().is_some(), "{}", chart.title);
            }
            report::Block::Cover(_)
            | report::Block::Contents
            | report::Block::NewPage
            | report::Block::Paragraph(_)
            | report::Block::List { .. }
            | report::Block::KeyFigures(_) => {}
        }
    }
    assert_eq!(harness.query_all_by_role(Role::Table).count(), tables);
}

#[test]
fn the_contents_lead_to_each_section() {
    for start in [SMALL, WIDE] {
        let mut harness = board(sample(), start);
        // In a small window the preview begins below what is chosen and what needs attention.
        let above = harness.query_all_by_label_contains("Show: ").last().unwrap();
        above.scroll_to_me();
        harness.run();
        let last = Section::Sources.name();
        harness.get_by_label(&format!("Go to: {last}")).scroll_to_me();
        harness.run();
        harness.get_by_label(&format!("Go to: {last}")).click();
        harness.run();
        let top = harness.get_by_role_and_label(Role::Heading, last).rect().top();
        assert!((0.0..start.y / 2.0).contains(&top), "{top}");
    }
}

#[test]
fn a_long_plan_is_shown_in_part_and_says_so() {
    let mut project = sample();
    let action = project.actions.first().unwrap().as_ref().clone();
    let more = (0..2_000 - project.actions.len() as u64)
        .map(|number| Arc::new(crate::project::Action { id: ActionId(1_000_000 + number), ..action.clone() }));
    project.actions.extend(more);
    let harness = board(project, WHOLE);
    harness.get_by_label("… and 1,960 more rows, all of them in the PDF.");
    let plan = harness.get_by_role_and_label(Role::Table, "Every action, by due date");
    assert_eq!(plan.get_all_by_role(Role::Row).count(), 41);
}

#[test]
fn only_what_is_near_the_view_is_laid_out() {
    let harness = board(sample(), WIDE);
    let shown = harness.query_all_by_role(Role::Table).count();
    assert!(shown < 10, "{shown} tables");
}

#[test]
fn the_preview_follows_the_project() {
    let mut harness = board(empty(), WIDE);
    harness.get_by_role_and_label(Role::Region, "Preview of the board pack");
    let mut organisation = harness.state().editor.project().organisation.clone();
    organisation.name = "Southmoor Trust".to_owned();
    let edit = crate::edit::Edit::SetOrganisation(organisation);
    harness.state_mut().editor.apply(edit, crate::ui::testing::now()).unwrap();
    harness.run();
    harness.get_by_label("Southmoor Trust");
}

#[test]
fn nothing_stands_beyond_the_window() {
    for size in [WIDE, SMALL, LARGE_TEXT] {
        for project in [sample(), empty()] {
            let mut harness = board(project, size);
            harness.set_size(egui::vec2(size.x, 40_000.0));
            harness.run();
            for node in harness.root().children_recursive() {
                let role = node.accesskit_node().role();
                let shown = node.accesskit_node().bounding_box().is_some();
                if shown && matches!(role, Role::Label | Role::Heading | Role::Button | Role::CheckBox | Role::Cell) {
                    let rect = node.rect();
                    assert!(rect.left() >= 0.0 && rect.right() <= size.x, "{size:?} {node:?}");
                }
            }
        }
    }
}

#[test]
fn each_chart_of_the_pack_can_be_had_as_a_picture_and_says_which_it_is() {
    let mut harness = board(sample(), WHOLE);
    let names: Vec<String> = harness
        .query_all_by_role(Role::Button)
        .filter(|node| node.accesskit_node().label().is_some_and(|name| name.starts_with("Picture: ")))
        .map(|node| node.accesskit_node().label().unwrap())
        .collect();
    assert!(names.len() > 2, "{names:?}");
    for name in &names {
        assert_eq!(names.iter().filter(|other| *other == name).count(), 1, "{name}");
        harness.get_by_role_and_label(Role::Button, name).click();
        harness.run();
        harness.get_by_label("Save as SVG…").click();
        harness.run();
        let last = harness.state().pushed.commands.last().unwrap();
        let Command::Export(Export::Picture(picture)) = last else { panic!("{last:?}") };
        let ChartPicture { chart, format: PictureFormat::Svg } = picture else { panic!("{picture:?}") };
        assert_eq!(format!("Picture: {}", chart.title), *name);
    }
}
