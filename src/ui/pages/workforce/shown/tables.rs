//! A table as it is shown, why figures of it are hidden, and which groups could be one.

use egui::{Id, Role, Ui, WidgetInfo};

use super::Page;
use super::made::{ShownAsk, ShownMade};
use crate::app::Command;
use crate::disclosure::{self, TableKey, What};
use crate::edit::Edit;
use crate::insight::TableShown;
use crate::project::Dimension;
use crate::ui::pages;
use crate::ui::theme::space;
use crate::ui::widgets::{
    body, caption, copying, heading, heading_at, link, measure, private_chart, secondary, text_table,
};
use crate::ui::{Outbox, View};
use crate::words;

/// A table with what it says. Only what was released is offered to be copied and saved.
pub(super) fn table(ui: &mut Ui, id: Id, shown: &TableShown, released: bool, out: &mut Outbox) {
    match &shown.chart {
        Some(chart) if released => pages::chart(ui, id, chart, 0.0, out),
        Some(chart) => private_chart(ui, id, chart, 0.0),
        None => {
            heading(ui, &shown.table.caption);
            text_table(ui, &shown.table);
            if released && copying(ui, id.with("copy"), ["Copy the figures", "Figures copied"], link) {
                ui.copy_text(shown.table.tab_separated());
            }
        }
    }
    ui.add_space(space::S);
    measure(ui, |ui| {
        for sentence in &shown.reading {
            body(ui, sentence);
        }
    });
}

/// Why figures are hidden: for those who may see the exact counts.
pub(super) fn why(ui: &mut Ui, shown: &TableShown) {
    if shown.why.is_empty() {
        return;
    }
    ui.add_space(space::XS);
    measure(ui, |ui| {
        heading_at(ui, "Why figures are hidden", 3);
        caption(
            ui,
            "For you alone: others are told only that a figure is hidden, since the reason would narrow it down.",
        );
        for sentence in &shown.why {
            body(ui, sentence);
        }
    });
}

/// Which two groups could be one, so that more could be shown; with a step that makes them one.
pub(super) fn merges(
    ui: &mut Ui,
    view: &View<'_>,
    page: &mut Page,
    made: &ShownMade,
    key: &TableKey,
    shown: &TableShown,
    out: &mut Outbox,
) {
    let What::Counts(by) = &key.what else { return };
    let Some(set) = view.project.data_set(key.set) else { return };
    let few = set.breakdown(by).is_none_or(|breakdown| breakdown.rows.len() < 3);
    if *by == Dimension::Whole || shown.why.is_empty() || few || view.read_only {
        return;
    }
    let kept = page.shown.merges.get(key).filter(|(of, _)| *of == made.for_what).map(|(_, merges)| merges.clone());
    let Some(found) = kept else {
        let within = words::uncapitalised(by.name());
        let ask = link(ui, "What would joining two groups free?");
        ask.widget_info(|| {
            WidgetInfo::labeled(Role::Button, true, format!("What would joining two groups by {within} free?"))
        });
        if ask.clicked() {
            let ask = ShownAsk::Merges(made.for_what.clone(), made.wanted.clone(), key.clone());
            out.command(Command::WorkOutShown(Box::new(ask)));
        }
        return;
    };
    if found.is_empty() {
        body(ui, "No two neighbouring groups would free a figure if they were one.");
    }
    for merge in &found {
        let figures = words::count(merge.freed, "more figure", "more figures");
        let (first, second) = (merge.first.trim(), merge.second.trim());
        measure(ui, |ui| {
            body(ui, &format!("If “{first}” and “{second}” were one group, {figures} could be shown."));
        });
        let join = secondary(ui, &format!("Join “{first}” and “{second}”"));
        if join.clicked()
            && let Some(joined) = disclosure::joined(set, by, &merge.first, &merge.second)
        {
            out.edit(Edit::ChangeDataSet(Box::new(joined)));
            page.say(format!("Joined “{first}” and “{second}” in “{}”.", set.name.trim()));
            ui.ctx().request_repaint();
        }
    }
}
