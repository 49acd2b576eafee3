//! Everything that is suggested: first what figures lead to, then what ratings lead to.

use egui::{Id, Ui};

use crate::insight::Suggestion;
use crate::ui::pages::suggested::{Detail, suggested};
use crate::ui::theme::space;
use crate::ui::widgets::{body, caption, card, heading, pager};
use crate::ui::{Outbox, View};

/// How many suggestions are shown at once.
const PAGE: usize = 20;

/// Draws the list.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, out: &mut Outbox) {
    let all = &view.digest.suggestions;
    if all.is_empty() {
        card(ui, |ui| {
            heading(ui, "Nothing is suggested now");
            body(
                ui,
                "A figure that falls short, a measure without a target, or a recommendation rated red or amber leads to \
                 what would address it.",
            );
        });
        return;
    }
    let (done, open): (Vec<&Suggestion>, Vec<&Suggestion>) = all.iter().partition(|one| one.acted_on);
    part(ui, view, "Not in the plan yet", &open, out);
    part(ui, view, "In the plan already", &done, out);
    caption(
        ui,
        "Which recommendation addresses what is the judgement of the loaded packs, which name what they rest on.",
    );
}

fn part(ui: &mut Ui, view: &View<'_>, title: &str, list: &[&Suggestion], out: &mut Outbox) {
    if list.is_empty() {
        return;
    }
    card(ui, |ui| {
        heading(ui, title);
        let kept = Id::unique(("page of suggestions", title));
        let page = ui.data(|data| data.get_temp::<usize>(kept)).unwrap_or_default().min((list.len() - 1) / PAGE);
        let shown = list.get(page * PAGE..(page * PAGE + PAGE).min(list.len())).unwrap_or_default();
        suggested(ui, view, shown, None, Detail::Full, out);
        let page = pager(ui, list.len(), PAGE, page, ["Earlier suggestions", "Later suggestions"]);
        ui.data_mut(|data| data.insert_temp(kept, page));
    });
    ui.add_space(space::L);
}
