//! Figures in and out: sheets that are read, sheets and packs that are written, never over a file that was not agreed on,
//! never over a project.

use egui::{Event, Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::{App, Arc, Command, Place, World, carry_out, click, press};
use crate::app::{Export, SheetFor};
use crate::content::{self, Catalogue, Direction, KpiId, PackFile, Pillar, Unit};
use crate::edit::Edit;
use crate::import::Sheet;
use crate::project::{OwnKpi, Project};
use crate::store::{Access, RealDisk, atomic};

const RATE: &str = "kpi-response-rate";

fn says(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.state().notices.iter().any(|notice| notice.text.contains(words))
}

fn project(harness: &Harness<'_, App>) -> Arc<Project> {
    Arc::clone(harness.state().document.as_ref().unwrap().editor.project())
}

fn figures(project: &Project) -> usize {
    project.kpis.values().map(|kpi| kpi.measurements.len()).sum()
}

/// The sample, with a measure of its own.
fn with_own(world: &World) -> Harness<'static, App> {
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    let own = OwnKpi {
        name: "Mentors".to_owned(),
        pillar: Pillar::Progression,
        definition: "People who mentor somebody.".to_owned(),
        unit: Unit::Count,
        direction: Direction::Up,
        recommendations: Vec::new(),
    };
    harness.state_mut().make_edit(Edit::AddKpi { id: KpiId::new("own-1"), own });
    harness.run();
    harness
}

#[test]
fn all_figures_or_those_of_one_measure_are_saved_as_a_sheet() {
    let world = World::new();
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    world.answer(Some(world.path("figures")));
    carry_out(&mut harness, Command::Export(Export::Figures(None)));
    let super::Ask::Export { name, .. } = world.asked.lock().unwrap().pop().unwrap() else { panic!("a path is asked") };
    assert_eq!(name, "Brackenmarch Homes and Care figures 2026-11-22.csv");
    assert!(says(&harness, "The list of figures is saved."));
    let all = Sheet::from_bytes(&std::fs::read(world.path("figures.csv")).unwrap()).unwrap();
    assert_eq!(all.rows.len(), figures(&project(&harness)));

    let one = Export::Figures(Some(KpiId::new(RATE)));
    carry_out(&mut harness, Command::Export(one.clone()));
    let super::Ask::Export { name, .. } = world.asked.lock().unwrap().pop().unwrap() else { panic!("a path is asked") };
    assert_eq!(name, "Brackenmarch Homes and Care Response rate 2026-11-22.csv");
    let still = std::fs::read(world.path("figures.csv")).unwrap();
    assert_eq!(Sheet::from_bytes(&still).unwrap(), all, "the ending that is added makes another name than was asked");
    harness.get_by_role_and_label(Role::Button, "Write over it").click();
    harness.run();
    let one_sheet = Sheet::from_bytes(&std::fs::read(world.path("figures.csv")).unwrap()).unwrap();
    assert_eq!(one_sheet.rows.len(), project(&harness).kpis[RATE].measurements.len());
    assert!(one_sheet.rows.iter().all(|row| row.cell(0) == "Response rate"));

    let mine = world.path("plan.waymark");
    carry_out(&mut harness, Command::SavePath(mine.clone()));
    let before = std::fs::read(&mine).unwrap();
    carry_out(&mut harness, Command::ExportOver(mine.clone(), one));
    assert!(says(&harness, "The list of figures was not saved: that name is a project’s"));
    assert_eq!(std::fs::read(&mine).unwrap(), before);
}

#[test]
fn figures_of_measures_that_no_pack_defines_are_saved_too() {
    let world = World::new();
    let mut harness = with_own(&world);
    let mut other = Project::clone(&project(&harness));
    let kpi = other.kpis.remove(RATE).unwrap();
    let count = kpi.measurements.len();
    other.kpis.insert(KpiId::new("theirs-1"), kpi);
    let ctx = harness.ctx.clone();
    harness.state_mut().show_document(&ctx, super::super::Document::unsaved(Arc::new(other), None));
    carry_out(&mut harness, Command::ExportPath(world.path("all.csv"), Export::Figures(None)));
    let sheet = Sheet::from_bytes(&std::fs::read(world.path("all.csv")).unwrap()).unwrap();
    assert_eq!(sheet.rows.iter().filter(|row| row.cell(0) == "kpi:theirs-1").count(), count);
}

#[test]
fn own_measures_are_saved_as_a_pack_that_is_loaded_from_its_folder() {
    let world = World::new();
    let mut harness = with_own(&world);
    std::fs::create_dir(world.path("packs")).unwrap();
    let path = world.path("packs/measures.ron");
    carry_out(&mut harness, Command::ExportPath(path.clone(), Export::OwnKpis));
    assert!(says(&harness, "The pack of measures is saved."), "{:?}", harness.state().notices);
    let text = std::fs::read_to_string(&path).unwrap();
    let file = PackFile { name: "measures.ron".to_owned(), text };
    assert_eq!(content::check(&content::built_in(), std::slice::from_ref(&file)), []);

    carry_out(&mut harness, Command::ExportPath(path.clone(), Export::OwnKpis));
    assert!(says(&harness, "so the pack of measures was not saved"));

    let mut preferences = harness.state().preferences.clone();
    preferences.pack_folder = Some(world.path("packs"));
    carry_out(&mut harness, Command::SetPreferences(Box::new(preferences)));
    let loaded: Vec<String> =
        harness.state().catalogue.packs().iter().map(|pack| pack.id.as_str().to_owned()).collect();
    assert!(loaded.contains(&"brackenmarch-homes-and-care-measures".to_owned()), "{loaded:?}");
    assert_eq!(harness.state().catalogue.left_out(), []);
    assert_eq!(Catalogue::load(content::built_in(), vec![file]).kpi(&KpiId::new("own-1")).unwrap().name, "Mentors");
}

#[test]
fn without_a_measure_of_ones_own_no_pack_is_made() {
    let world = World::new();
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::CreateProject(crate::ui::testing::empty().organisation));
    carry_out(&mut harness, Command::ExportPath(world.path("none.ron"), Export::OwnKpis));
    assert!(says(&harness, "The pack of measures was not saved. There is no measure of your own yet."));
    assert!(!world.path("none.ron").exists());
}

#[test]
fn figures_are_taken_from_a_file_that_is_chosen_and_taken_back() {
    let world = World::new();
    let path = world.path("figures.csv");
    let text =
        "Measure,Date,Figure\r\nResponse rate,2019-03-31,41%\r\nResponse rate,Jun 2019,42\r\nOther,1/1/2020,5\r\n";
    atomic::write(&RealDisk, &path, text.as_bytes(), Access::AsBefore).unwrap();
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    let before = project(&harness);
    carry_out(&mut harness, Command::ImportFigures(None));
    assert_eq!(harness.state().place(), Place::Scorecard);
    world.answer(Some(path));
    carry_out(&mut harness, Command::ChooseSheet(SheetFor::Figures));
    assert!(harness.query_by_label("figures.csv: 3 rows, 3 columns.").is_some());
    click(&mut harness, Role::Button, "See what will be taken in");
    assert_eq!(project(&harness), before, "nothing is written before it is agreed");
    click(&mut harness, Role::Button, "Take in 2 figures");
    assert_eq!(figures(&project(&harness)), figures(&before) + 2);
    assert!(harness.query_by_role_and_label(Role::Heading, "2 figures taken in").is_some());
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    let after = project(&harness);
    assert_eq!(after.kpis, before.kpis, "one step takes all of them back");
    assert!(harness.query_by_role_and_label(Role::Heading, "2 of 2 figures are new").is_some());
}

#[test]
fn what_is_no_sheet_is_told_and_a_path_can_be_typed() {
    let world = World::new();
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    carry_out(&mut harness, Command::ImportFigures(Some(KpiId::new(RATE))));
    assert!(harness.query_by_role_and_label(Role::Heading, "Import figures: Response rate").is_some());
    carry_out(&mut harness, Command::ReadSheet(world.path("missing.csv"), SheetFor::Figures));
    assert!(harness.query_by_label_contains("The file could not be read").is_some());
    world.answer(None);
    carry_out(&mut harness, Command::ChooseSheet(SheetFor::Figures));
    harness.get_by_role_and_label(Role::Button, "Type a path instead…").click();
    harness.run();
    assert!(harness.query_by_role_and_label(Role::Heading, "Import figures by a file’s path").is_some());
    let path = world.path("rates.csv");
    atomic::write(&RealDisk, &path, b"Date,Rate\r\n2019-03-31,41%\r\n", Access::AsBefore).unwrap();
    harness.event(Event::Text(path.display().to_string()));
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(harness.query_by_label("rates.csv: 1 row, 2 columns.").is_some());
}

#[test]
fn what_is_asked_for_by_name_leads_here() {
    let world = World::new();
    let mut harness = with_own(&world);
    press(&mut harness, Modifiers::COMMAND, Key::K);
    harness.event(Event::Text("import figures".to_owned()));
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().place(), Place::Scorecard);
    assert!(harness.query_by_role_and_label(Role::Heading, "Import figures").is_some());
    world.answer(Some(world.path("own.ron")));
    press(&mut harness, Modifiers::COMMAND, Key::K);
    harness.event(Event::Text("own measures as a pack".to_owned()));
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(world.path("own.ron").exists());
}
