//! What is suggested next: a recommendation, what leads to it, what it would mean, and the ways to act on it. The same
//! wherever a figure or a rating leads on: on the overview, beside a measure, beside a recommendation.

use egui::{Role, Ui, WidgetInfo};

use crate::app::Command;
use crate::content::KpiId;
use crate::insight::Suggestion;
use crate::ui::theme::space;
use crate::ui::widgets::{body, caption, link, quiet, shape_word, strong};
use crate::ui::{Outbox, View};

/// How much is said of a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// The recommendation with what leads to it.
    Brief,
    /// What it would mean in practice and what it rests on as well.
    Full,
}

/// Draws suggestions, one below the other. Those of a KPI say what that KPI leads to; others say the first of what leads
/// to them.
pub fn suggested(
    ui: &mut Ui,
    view: &View<'_>,
    suggestions: &[&Suggestion],
    kpi: Option<&KpiId>,
    detail: Detail,
    out: &mut Outbox,
) {
    for (place, one) in suggestions.iter().enumerate() {
        if place > 0 {
            ui.add_space(space::S);
            ui.separator();
            ui.add_space(space::XS);
        }
        ui.push_id(&one.recommendation, |ui| suggestion(ui, view, one, kpi, detail, out));
    }
}

/// How many more reasons there are.
fn more_words(more: usize) -> String {
    let reasons = crate::words::count(more, "more reason leads here too", "more reasons lead here too");
    format!("{}.", crate::words::capitalised(&reasons))
}

fn suggestion(ui: &mut Ui, view: &View<'_>, one: &Suggestion, kpi: Option<&KpiId>, detail: Detail, out: &mut Outbox) {
    ui.spacing_mut().item_spacing.y = space::XS;
    strong(ui, &one.title);
    let because =
        one.because.iter().find(|because| kpi.is_none() || because.kpi.as_ref() == kpi).or_else(|| one.first());
    if let Some(because) = because {
        body(ui, &because.holds);
        quiet(ui, &because.reason);
        if detail == Detail::Full {
            quiet(ui, &because.means);
            caption(ui, &because.cite);
        }
    }
    let more = one.because.len().saturating_sub(1);
    if more > 0 && kpi.is_none() {
        caption(ui, &more_words(more));
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        shape_word(ui, one.rating, one.rating.name());
        let named = |ui: &mut Ui, label: &str| {
            let button = link(ui, label);
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{label}: {}", one.title)));
            button.clicked()
        };
        if one.acted_on {
            caption(ui, "In the plan");
        } else if !view.read_only && named(ui, "Add as action") {
            let figure = because.and_then(|because| because.kpi.clone()).or_else(|| kpi.cloned());
            out.command(Command::AddSuggested { recommendation: one.recommendation.clone(), kpi: figure });
        }
        if named(ui, "Show the recommendation") {
            out.command(Command::ShowRecommendation(one.recommendation.clone()));
        }
        if kpi.is_none()
            && let Some(figure) = because.and_then(|because| because.kpi.as_ref())
            && named(ui, "Show the figure")
        {
            out.command(Command::ShowKpi(figure.clone()));
        }
    });
}
