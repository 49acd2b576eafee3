//! A text field that offers what may be meant: a list below it while one types, walked with the arrow keys, taken with
//! Enter. Any other text can be typed too.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align, EventFilter, Id, Key, Modifiers, Popup, PopupCloseBehavior, Rect, Response, Role, ScrollArea, Sense, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

use super::field::{Field, Typed, singleline};
use crate::ui::theme::{self, RADIUS, TARGET, size, space};

/// How many are in sight without scrolling.
const ROWS: f32 = 6.0;

/// What a field may offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The text that is taken.
    pub text: String,
    /// What is known of it, in a few words; may be empty.
    pub detail: String,
}

/// What the field keeps while its list is open.
#[derive(Clone, Copy, Debug)]
struct Opened {
    /// Which line the keys stand on.
    at: Option<usize>,
    /// Whether something was typed since: then only what is like it is offered.
    typed: bool,
    /// Where the list was drawn.
    place: Rect,
}

const NEW: Opened = Opened { at: None, typed: false, place: Rect::NOTHING };

/// What the keys ask of the list.
#[derive(Clone, Copy, Debug, Default)]
struct Keys {
    step: i32,
    enter: bool,
    escape: bool,
}

/// A field of one line with suggestions, made only while they are asked for. Gives what was typed, and what was taken
/// from the list instead.
pub fn suggest(
    ui: &mut Ui,
    field: Field<'_>,
    value: &str,
    all: impl FnOnce() -> Vec<Suggestion>,
) -> (Typed, Option<String>) {
    let kept = field.id.with("suggestions");
    let before: Option<Opened> = ui.data(|data| data.get_temp(kept)).flatten();
    let focused = field.enabled && ui.memory(|memory| memory.has_focus(field.id));
    let keys = if focused { keys(ui, before) } else { Keys::default() };
    let typed = singleline(ui, field, value);
    let response = &typed.response;
    let mut now = before;
    if typed.changed.is_some() {
        now = Some(Opened { typed: true, ..NEW });
    } else if now.is_none() && field.enabled && (keys.step > 0 || (response.clicked() && focused)) {
        now = Some(Opened { at: (keys.step > 0).then_some(0), ..NEW });
    }
    let on_list = now
        .is_some_and(|open| ui.input(|input| input.pointer.interact_pos().is_some_and(|at| open.place.contains(at))));
    if keys.escape || (!response.has_focus() && !on_list) {
        now = None;
    }
    let mut chosen = None;
    if let Some(open) = &mut now {
        let text = typed.changed.as_deref().unwrap_or(value);
        let mut found = like(all(), if open.typed { text } else { "" });
        if open.typed {
            // What stands in the field already is nothing to offer.
            found.retain(|one| one.text != text);
        }
        let last = found.len().checked_sub(1);
        if before.is_some() && keys.step != 0 {
            open.at = moved(open.at, keys.step, last);
        }
        open.at = open.at.and_then(|at| Some(at.min(last?)));
        let taken = show(ui, response, kept, open, &found, keys.step != 0).or_else(|| open.at.filter(|_| keys.enter));
        chosen = taken.and_then(|at| found.get(at)).map(|one| one.text.clone());
    }
    if chosen.is_some() {
        now = None;
        response.request_focus();
    }
    ui.data_mut(|data| data.insert_temp(kept, now));
    (typed, chosen)
}

/// Takes the keys of the list before the field sees them.
fn keys(ui: &Ui, open: Option<Opened>) -> Keys {
    ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        let step = i32::from(pressed(Key::ArrowDown)) - i32::from(open.is_some() && pressed(Key::ArrowUp));
        let enter = open.is_some_and(|open| open.at.is_some()) && pressed(Key::Enter);
        Keys { step, enter, escape: open.is_some() && pressed(Key::Escape) }
    })
}

/// The line after a step. Above the first line is the field itself.
fn moved(at: Option<usize>, step: i32, last: Option<usize>) -> Option<usize> {
    match (at, step > 0) {
        (None, true) => Some(0),
        (Some(at), true) => Some(at + 1).map(|at| at.min(last.unwrap_or(0))),
        (Some(at), false) => at.checked_sub(1),
        (None, false) => None,
    }
}

/// Those like a text: first those that begin with it, then those that hold it.
fn like(all: Vec<Suggestion>, text: &str) -> Vec<Suggestion> {
    let text = text.trim().to_lowercase();
    let rank = |one: &Suggestion| {
        let name = one.text.to_lowercase();
        match (name.starts_with(&text), name.contains(&text) || one.detail.to_lowercase().contains(&text)) {
            (true, _) => Some(0),
            (false, true) => Some(1),
            (false, false) => None,
        }
    };
    let mut found: Vec<(u8, Suggestion)> = all.into_iter().filter_map(|one| Some((rank(&one)?, one))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, one)| one).collect()
}

/// Draws the list below its field; gives the line that was clicked.
fn show(ui: &Ui, response: &Response, kept: Id, open: &mut Opened, found: &[Suggestion], moved: bool) -> Option<usize> {
    if found.is_empty() {
        open.place = Rect::NOTHING;
        return None;
    }
    // Escape closes the list first, and only then leaves the field.
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, tab: false, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let list = kept.with("list");
    let popup = Popup::from_response(response)
        .id(kept.with("popup"))
        .open(true)
        .close_behavior(PopupCloseBehavior::IgnoreClicks)
        .width(response.rect.width().max(220.0));
    let shown = popup.show(|ui| {
        let builder =
            UiBuilder::new().scope_id(list).accessibility_role(Role::ListBox).accessibility_label("Suggestions");
        ui.scope_builder(builder, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            #[expect(clippy::cast_precision_loss, reason = "a list of names")]
            let height = (found.len() as f32).min(ROWS) * TARGET;
            let rows = ScrollArea::vertical().min_scrolled_height(height).max_height(height);
            rows.show(ui, |ui| {
                let mut clicked = None;
                for (place, one) in found.iter().enumerate() {
                    let at = open.at == Some(place);
                    let line = line(ui, list.with(place), one, at);
                    if at && moved {
                        line.scroll_to_me(Some(Align::Center));
                    }
                    if line.clicked() {
                        clicked = Some(place);
                    }
                }
                clicked
            })
            .inner
        })
        .inner
    })?;
    open.place = shown.response.rect;
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_has_popup(egui::accesskit::HasPopup::Listbox);
        node.set_expanded(true);
        node.set_controls(vec![list.accesskit_id()]);
        if let Some(at) = open.at {
            node.set_active_descendant(list.with(at).accesskit_id());
        }
    });
    shown.inner
}

/// A line of the list: the text, and what is known of it after it.
fn line(ui: &mut Ui, id: Id, one: &Suggestion, at: bool) -> Response {
    let palette = theme::of(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), TARGET));
    let response = ui.interact(rect, id, Sense::CLICK);
    let name = if one.detail.is_empty() { one.text.clone() } else { format!("{}. {}", one.text, one.detail) };
    response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, true, &name));
    ui.ctx().accesskit_node_builder(id, |node| node.set_selected(at));
    if at || response.hovered() {
        ui.painter().rect_filled(rect, RADIUS, palette.wash);
    }
    let font = if at { theme::semibold(size::BODY) } else { theme::regular(size::BODY) };
    let mut job = LayoutJob::single_section(one.text.clone(), TextFormat::simple(font, palette.ink));
    if !one.detail.is_empty() {
        let detail =
            TextFormat { valign: Align::Center, ..TextFormat::simple(theme::regular(size::CAPTION), palette.quiet) };
        job.append(&one.detail, space::S, detail);
    }
    job.wrap = TextWrapping::truncate_at_width(rect.width() - 2.0 * space::S);
    let text = ui.painter().layout_job(job);
    let at = pos2(rect.left() + space::S, rect.center().y - text.size().y / 2.0);
    ui.painter().galley(at, text, palette.ink);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// Whether the list of this field is open: Escape closes it before anything else.
pub fn is_suggesting(ctx: &egui::Context, field: Id) -> bool {
    ctx.data(|data| data.get_temp::<Option<Opened>>(field.with("suggestions"))).flatten().is_some()
}
