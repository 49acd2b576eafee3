//! Charts as pictures: copied, saved, never over a file that was not agreed on, never over a project.

use egui::{ColorImage, Event, Key, Modifiers, OutputCommand, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::{App, Arc, Ask, Command, World, carry_out, press};
use crate::app::files::{Done, Lost};
use crate::app::{ChartPicture, Export, PictureFormat};
use crate::chart::{Chart, Plot, RatingBar};
use crate::export::picture;
use crate::project::Rating;

/// The chart that the scorecard shows of the sample, as it is asked for by keys alone.
fn asked(harness: &mut Harness<'_, App>, downs: usize) {
    carry_out(harness, Command::OpenSample);
    carry_out(harness, Command::ShowKpi("kpi-response-rate".into()));
    let menu = harness.get_by(|node| node.label().is_some_and(|name| name.starts_with("Picture: ")));
    menu.focus();
    harness.run();
    press(harness, Modifiers::NONE, Key::Enter);
    for _ in 0..downs {
        press(harness, Modifiers::NONE, Key::ArrowDown);
    }
}

fn chart(title: &str) -> Arc<Chart> {
    let bar = RatingBar { label: "Data".to_owned(), parts: vec![(Rating::Active, 3), (Rating::Limited, 2)] };
    Arc::new(Chart {
        notes: Vec::new(),
        title: title.to_owned(),
        alt: "Three active, two limited.".to_owned(),
        source: "Round 1.".to_owned(),
        plot: Plot::Ratings(vec![bar]),
        table: crate::chart::Table::default(),
    })
}

fn saved(chart: Arc<Chart>, format: PictureFormat) -> Export {
    Export::Picture(ChartPicture { chart, format })
}

fn says(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.state().notices.iter().any(|notice| notice.text.contains(words))
}

fn copied(harness: &Harness<'_, App>) -> Option<ColorImage> {
    let commands = &harness.output().platform_output.commands;
    commands.iter().find_map(|command| {
        if let OutputCommand::CopyImage(image) = command { Some(ColorImage::clone(image)) } else { None }
    })
}

#[test]
fn a_chart_is_saved_by_keys_as_the_file_that_was_chosen() {
    let world = World::new();
    let mut harness = world.app(None);
    for (downs, format) in [(2, PictureFormat::Png), (3, PictureFormat::Svg)] {
        world.answer(Some(world.path("chart")));
        asked(&mut harness, downs);
        press(&mut harness, Modifiers::NONE, Key::Enter);
        let last = world.asked.lock().unwrap().pop().unwrap();
        let Ask::Export { name, export: Export::Picture(ChartPicture { chart, format: asked }) } = last else {
            panic!("{last:?}")
        };
        assert_eq!(asked, format);
        assert!(name.starts_with("Brackenmarch Homes and Care ") && name.contains("2026-11-22"), "{name}");
        let path = world.path(&format!("chart.{}", format.ending()));
        assert!(std::fs::read(path).unwrap() == picture::render(&chart, format).unwrap().bytes, "{format:?}");
        assert!(says(&harness, "The picture is saved."));
    }
}

#[test]
fn a_chart_is_copied_by_keys_and_that_is_said() {
    let world = World::new();
    let mut harness = world.app(None);
    asked(&mut harness, 1);
    harness.key_press(Key::Enter);
    let image = (0..5).find_map(|_| {
        harness.step();
        copied(&harness)
    });
    let [width, height] = image.unwrap().size;
    assert!(width > 1000 && height > 300, "{width} × {height}");
    harness.run();
    assert!(harness.query_by_label_contains("The chart is copied as a picture").is_some());
    assert!(harness.state().notices.iter().all(|notice| !notice.text.contains("picture")));

    let (ctx, chart) = (harness.ctx.clone(), chart("Ours"));
    harness.state_mut().carry_out(&ctx, Command::CopyPicture(Arc::clone(&chart)));
    harness.step();
    let (pixels, _) = picture::pixels(&chart, picture::SCALE).unwrap();
    let image = copied(&harness).unwrap();
    assert_eq!(image.size, [pixels.width, pixels.height]);
    assert!(image.as_raw() == pixels.rgba, "what is copied is what is saved");
}

#[test]
fn a_file_is_replaced_only_when_told_and_a_project_never() {
    let world = World::new();
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    let path = world.path("chart.svg");
    let file = |title: &str| saved(chart(title), PictureFormat::Svg);
    carry_out(&mut harness, Command::ExportPath(path.clone(), file("The first")));
    let first = std::fs::read_to_string(&path).unwrap();
    assert!(first.contains("<title id=") && first.contains("The first</title>"));

    carry_out(&mut harness, Command::ExportPath(path.clone(), file("The second")));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), first, "a typed path replaces nothing unasked");
    assert!(says(&harness, "so the picture was not saved"));
    // The ending that is added makes another name than the one that the dialog asked about.
    world.answer(Some(world.path("chart")));
    carry_out(&mut harness, Command::Export(file("The second")));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), first);
    harness.get_by_role_and_label(Role::Button, "Write over it").click();
    harness.run();
    assert!(std::fs::read_to_string(&path).unwrap().contains("The second</title>"));

    let project = world.path("plan.waymark");
    carry_out(&mut harness, Command::SavePath(project.clone()));
    let before = std::fs::read(&project).unwrap();
    carry_out(&mut harness, Command::ExportOver(project.clone(), file("The third")));
    assert!(says(&harness, "that name is a project’s"));
    assert_eq!(std::fs::read(&project).unwrap(), before);
}

#[test]
fn without_a_dialog_a_path_is_typed() {
    let world = World::new();
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    world.answer(None);
    let file = saved(chart("Typed"), PictureFormat::Png);
    carry_out(&mut harness, Command::Export(file.clone()));
    harness.get_by_role_and_label(Role::Button, "Type a path instead…").click();
    harness.run();
    assert!(harness.query_by_role_and_label(Role::Heading, "Save the chart as a picture to a path").is_some());
    let path = world.path("typed.png");
    harness.event(Event::Text(path.display().to_string()));
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(std::fs::read(&path).unwrap().starts_with(b"\x89PNG"));

    harness.state_mut().asking = true;
    carry_out(&mut harness, Command::Export(file.clone()));
    let open = harness.state().notices.last().unwrap();
    assert_eq!(open.action.as_ref().unwrap().1, Command::ExportTypedPath(file), "another dialog is open");
}

#[test]
fn what_goes_wrong_is_told_with_what_to_do() {
    let world = World::new();
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    let file = |chart: Arc<Chart>| saved(chart, PictureFormat::Png);
    carry_out(&mut harness, Command::ExportPath(world.path("missing/chart.png"), file(chart("Nowhere"))));
    assert_eq!(harness.state().notices.len(), 2, "the folder is not there: {:?}", harness.state().notices);

    let mut tall = Chart::clone(&chart("Tall"));
    let bar = RatingBar { label: "Area".to_owned(), parts: vec![(Rating::Active, 1)] };
    tall.plot = Plot::Ratings(std::iter::repeat_n(bar, 500).collect());
    let tall = Arc::new(tall);
    carry_out(&mut harness, Command::CopyPicture(Arc::clone(&tall)));
    assert!(says(&harness, "The picture was not copied. The chart is too tall"));
    carry_out(&mut harness, Command::ExportPath(world.path("tall.png"), file(tall)));
    assert!(says(&harness, "The picture was not saved.") && says(&harness, "Save it as SVG"));
    assert!(!world.path("tall.png").exists());

    // The window’s own fonts lack the sign too, so no frame is drawn with the notice.
    let (ctx, signs) = (harness.ctx.clone(), chart("Signs 🎉"));
    let save = Command::ExportPath(world.path("signs.png"), file(Arc::clone(&signs)));
    for command in [save, Command::CopyPicture(signs)] {
        harness.state_mut().carry_out(&ctx, command);
        harness.state_mut().take_finished(&ctx);
    }
    assert!(says(&harness, "The picture is saved, but the fonts lack 🎉"));
    assert!(says(&harness, "The chart is copied as a picture, but the fonts lack 🎉"));
    harness.state_mut().notices.clear();

    harness.state().jobs.run(&ctx, "pictures", Done::Lost(Lost::Asked("Saving the picture")), || panic!("ours"));
    harness.run();
    assert!(says(&harness, "Saving the picture went wrong inside Waymark"));
}

#[test]
fn a_picture_is_made_beside_the_window_and_a_path_is_for_the_project_that_asked() {
    let world = World::new();
    let mut harness = world.app(None);
    carry_out(&mut harness, Command::OpenSample);
    harness.state().jobs.hold();
    carry_out(&mut harness, Command::CopyPicture(chart("Copied")));
    let file = saved(chart("Saved"), PictureFormat::Png);
    carry_out(&mut harness, Command::ExportPath(world.path("saved.png"), file.clone()));
    assert_eq!(harness.state().jobs.waiting(), ["pictures", "exports"]);
    assert!(harness.state().jobs.release("exports"));
    harness.run();
    assert!(world.path("saved.png").exists());

    world.answer(Some(world.path("late.png")));
    carry_out(&mut harness, Command::Export(file));
    carry_out(&mut harness, Command::OpenSample);
    assert!(harness.state().jobs.release("file dialog"));
    harness.run();
    assert!(says(&harness, "no longer open") && !world.path("late.png").exists());
}
