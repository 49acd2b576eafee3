//! Fields of forms: each with its label above it, so that a magnifier shows both, and its error beside it.

use egui::{Button, ComboBox, CornerRadius, Id, Response, RichText, Role, Stroke, TextEdit, Ui, WidgetInfo, vec2};
use jiff::civil::Date;

use super::button::{focus_ring, into_view};
use super::dialog::note_multiline;
use crate::project::Rating;
use crate::ui::theme::{self, RADIUS, TARGET, size, space};
use crate::words;

/// A field: where its state is kept, its label, its hint.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// Unique in the window, and made from the record's id: a field that stood for two records would write the text of
    /// one into the other.
    pub id: Id,
    /// Its label, also its name.
    pub label: &'a str,
    /// What to write, shown while it is empty.
    pub hint: &'a str,
    /// Whether it can be changed.
    pub enabled: bool,
}

impl<'a> Field<'a> {
    /// A field that can be changed, without a hint.
    pub fn new(id: Id, label: &'a str) -> Self {
        Self { id, label, hint: "", enabled: true }
    }

    /// With a hint.
    #[must_use]
    pub fn hint(self, hint: &'a str) -> Self {
        Self { hint, ..self }
    }

    /// Out of use where this is false.
    #[must_use]
    pub fn enabled(self, enabled: bool) -> Self {
        Self { enabled, ..self }
    }

    /// Draws the label; gives its id.
    fn label(&self, ui: &mut Ui) -> Id {
        let quiet = theme::of(ui).quiet;
        ui.add(egui::Label::new(RichText::new(self.label).size(size::CAPTION).color(quiet)).wrap()).id
    }
}

/// The colours and sizes that all text fields share.
fn styled<'t>(edit: TextEdit<'t>, ui: &Ui, field: &Field<'_>) -> TextEdit<'t> {
    edit.id(field.id)
        .margin(egui::Margin::symmetric(10, 7))
        .hint_text(RichText::new(field.hint).color(theme::of(ui).quiet))
        .text_color(theme::of(ui).ink)
}

/// Notes a field whose text is not yet part of the project: Ctrl+Z in it takes back typing, not an edit.
pub fn keep_own_undo(response: &Response) {
    if response.has_focus() {
        response.ctx.data_mut(|data| data.insert_temp(own_undo(), response.id));
    }
}

/// Whether the focus is in a field with its own undo.
pub fn has_own_undo(ctx: &egui::Context) -> bool {
    let noted: Option<Id> = ctx.data(|data| data.get_temp(own_undo()));
    noted.is_some() && ctx.memory(egui::Memory::focused) == noted
}

fn own_undo() -> Id {
    Id::unique("field with its own undo")
}

/// What a text field gives back.
#[derive(Debug)]
pub struct Typed {
    /// The text after a change; `None` where it did not change.
    pub changed: Option<String>,
    /// Whether the field has just lost the focus: typing's step of the history ends.
    pub left: bool,
    /// The field.
    pub response: Response,
}

fn typed(response: Response, before: &str, after: String) -> Typed {
    let changed = (response.changed() && after != before).then_some(after);
    Typed { changed, left: response.lost_focus(), response }
}

/// A field of one line.
pub fn singleline(ui: &mut Ui, field: Field<'_>, value: &str) -> Typed {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        let label = field.label(ui);
        let mut text = value.to_owned();
        let edit = styled(TextEdit::singleline(&mut text), ui, &field).desired_width(ui.available_width());
        let response = ui.add_enabled(field.enabled, edit).labelled_by(label);
        into_view(ui, &response);
        typed(response, value, text)
    })
    .inner
}

/// A field of several lines that grows with its text.
pub fn multiline(ui: &mut Ui, field: Field<'_>, value: &str, rows: usize) -> Typed {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        let label = field.label(ui);
        let mut text = value.to_owned();
        let edit =
            styled(TextEdit::multiline(&mut text), ui, &field).desired_width(ui.available_width()).desired_rows(rows);
        let response = ui.add_enabled(field.enabled, edit).labelled_by(label);
        note_multiline(&response);
        into_view(ui, &response);
        typed(response, value, text)
    })
    .inner
}

/// A search box. Gives its text after a change.
pub fn search(ui: &mut Ui, id: Id, name: &str, value: &str, width: f32) -> Typed {
    let mut text = value.to_owned();
    let field = Field::new(id, name).hint(name);
    let edit = styled(TextEdit::singleline(&mut text), ui, &field).desired_width(width);
    let response = ui.add(edit);
    response.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, value, value, name);
        info.label = Some(name.to_owned());
        info.role = Role::SearchInput;
        info
    });
    keep_own_undo(&response);
    typed(response, value, text)
}

/// What is typed into a date field, kept while it is not yet a date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct DateText {
    value: Option<Date>,
    text: String,
}

/// A field for a date, typed as `2026-03-31` or `31/3/2026`. Gives the date after a change (`Some(None)` when it was
/// cleared); while the text is no date it says so below the field and the date stays as it was.
pub fn date_field(ui: &mut Ui, field: Field<'_>, value: Option<Date>) -> Option<Option<Date>> {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        let label = field.label(ui);
        let kept = field.id.with("date text");
        let written = || DateText { value, text: value.map(words::date).unwrap_or_default() };
        let mut state: DateText = ui.data(|data| data.get_temp(kept)).unwrap_or_else(written);
        if state.value != value {
            // The date was changed elsewhere: by undo, or by another field.
            state = written();
        }
        let hint = if field.hint.is_empty() { "31/3/2027" } else { field.hint };
        let edit = styled(TextEdit::singleline(&mut state.text), ui, &Field { hint, ..field })
            .desired_width(ui.available_width().min(180.0));
        let response = ui.add_enabled(field.enabled, edit).labelled_by(label);
        into_view(ui, &response);
        let parsed = parse(&state.text);
        let left = response.lost_focus();
        // Ctrl begins a shortcut, which may take the user to another page, where this field cannot say that it was left.
        let leaving = left || (response.has_focus() && ui.input(|input| input.modifiers.command));
        let mut changed = None;
        if let Ok(date) = parsed {
            // While typing, "31/3/20" already is a date of the year 2020: only a whole year counts before the field is left.
            if date != value && (leaving || (response.changed() && (date.is_none() || has_whole_year(&state.text)))) {
                changed = Some(date);
                state.value = date;
            }
            if left {
                state.text = date.map(words::date).unwrap_or_default();
            }
        }
        if let Err(error) = parsed
            && !response.has_focus()
        {
            error_line(ui, &error.to_string());
        }
        ui.data_mut(|data| data.insert_temp(kept, state));
        changed
    })
    .inner
}

fn parse(text: &str) -> Result<Option<Date>, words::DateError> {
    if text.trim().is_empty() { Ok(None) } else { words::parse_date(text).map(Some) }
}

/// Whether a text holds a year of four digits.
fn has_whole_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4)
}

/// An error below a field: a shape, a word, a colour.
pub fn error_line(ui: &mut Ui, text: &str) {
    let color = theme::of(ui).not_in_place;
    ui.horizontal_wrapped(|ui| {
        super::status::shape(ui, Rating::NotInPlace, 9.0);
        ui.add(egui::Label::new(RichText::new(text).size(size::CAPTION).color(color)).wrap());
    });
}

/// A choice of one from a list that drops down. Gives the new choice.
pub fn choice<T: PartialEq + Clone>(
    ui: &mut Ui,
    field: Field<'_>,
    value: &T,
    options: &[(T, &str)],
    width: f32,
) -> Option<T> {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        if !field.label.is_empty() && field.hint != HIDDEN {
            field.label(ui);
        }
        let current = options.iter().find(|(option, _)| option == value).map_or("", |(_, name)| *name);
        let mut chosen = None;
        ui.add_enabled_ui(field.enabled, |ui| {
            let combo = ComboBox::from_id_salt(field.id).selected_text(current).width(width.min(ui.available_width()));
            let inner = combo.show_ui(ui, |ui| {
                for (option, name) in options {
                    if ui.selectable_label(option == value, *name).clicked() && option != value {
                        chosen = Some(option.clone());
                    }
                }
            });
            inner.response.widget_info(|| {
                let mut info = WidgetInfo::labeled(Role::ComboBox, field.enabled, field.label);
                info.current_text_value = Some(current.to_owned());
                info
            });
            focus_ring(ui, &inner.response);
        });
        chosen
    })
    .inner
}

/// The hint of a [`choice`] whose label is heard but not drawn, because a heading beside it says the same.
pub const HIDDEN: &str = "\u{0}hidden";

/// A row of buttons of which one is chosen. Gives the new choice.
pub fn segments<T: PartialEq + Clone>(ui: &mut Ui, name: &str, value: Option<&T>, options: &[(T, &str)]) -> Option<T> {
    let palette = theme::of(ui);
    let builder = egui::UiBuilder::new().accessibility_role(Role::RadioGroup).accessibility_label(name);
    ui.scope_builder(builder, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(-1.0, space::XS);
            ui.spacing_mut().button_padding.x = 10.0;
            let mut chosen = None;
            let last = options.len().saturating_sub(1);
            for (place, (option, label)) in options.iter().enumerate() {
                let selected = value == Some(option);
                let (fill, text) =
                    if selected { (palette.wash, palette.accent) } else { (palette.surface, palette.ink) };
                let font = if selected { theme::semibold(size::BODY) } else { theme::regular(size::BODY) };
                let button = Button::new(RichText::new(*label).font(font).color(text))
                    .fill(fill)
                    .stroke(Stroke::new(1.0, palette.border))
                    .corner_radius(CornerRadius {
                        nw: if place == 0 { RADIUS } else { 0 },
                        sw: if place == 0 { RADIUS } else { 0 },
                        ne: if place == last { RADIUS } else { 0 },
                        se: if place == last { RADIUS } else { 0 },
                    })
                    .wrap_mode(egui::TextWrapMode::Extend)
                    .min_size(vec2(0.0, TARGET));
                let response = ui.add(button);
                response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, selected, label));
                focus_ring(ui, &response);
                if response.clicked() && !selected {
                    chosen = Some(option.clone());
                }
            }
            chosen
        })
        .inner
    })
    .inner
}
