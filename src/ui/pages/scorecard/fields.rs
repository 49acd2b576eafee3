//! What the page's forms are made of: fields with their faults, fields for a value in its unit, fields beside each other.

use egui::{Align, Id, Key, Response, Ui};

use crate::content::{ThirdGroup, Unit};
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Field, entry, error_line, rich, segments};

/// Below this width, in points, fields of a form stand below each other.
const STACKED: f32 = 440.0;

/// A form while it is drawn: whether saving it was tried, which field takes the focus, whether Enter was pressed.
pub(in crate::ui::pages) struct Form {
    /// Makes the ids of its fields.
    base: Id,
    tried: bool,
    seek: Seek,
    /// Whether Enter was pressed in a field.
    pub(in crate::ui::pages) enter: bool,
}

/// Which field is still to take the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui::pages) enum Seek {
    /// None.
    Nothing,
    /// The first.
    First,
    /// The first that is wrong.
    Wrong,
}

impl Seek {
    /// The first field, where this is asked for.
    pub(in crate::ui::pages) fn new(asked: bool) -> Self {
        if asked { Self::First } else { Self::Nothing }
    }

    /// The first that is wrong, where any is.
    pub(in crate::ui::pages) fn among(self, wrong: bool) -> Self {
        if self == Self::First && wrong { Self::Wrong } else { self }
    }
}

impl Form {
    /// A form of which a field takes the focus.
    pub(in crate::ui::pages) fn new(base: Id, tried: bool, seek: Seek) -> Self {
        Self { base, tried, seek, enter: false }
    }

    /// The id of a field.
    pub(in crate::ui::pages) fn id(&self, name: &str) -> Id {
        self.base.with(name)
    }

    /// A field of one line.
    pub(in crate::ui::pages) fn line(
        &mut self,
        ui: &mut Ui,
        (name, label, hint): (&str, &str, &str),
        text: &mut String,
        fault: Option<&str>,
    ) -> Response {
        let id = self.id(name);
        // What is still being typed for the first time is not wrong yet.
        let typing = !self.tried && ui.memory(|memory| memory.has_focus(id));
        let typed = entry(ui, Field::new(id, label).hint(hint), text, fault.filter(|_| !typing));
        if let Some(changed) = typed.changed {
            *text = changed;
        }
        if self.seek == Seek::First || (self.seek == Seek::Wrong && fault.is_some()) {
            self.seek = Seek::Nothing;
            typed.response.request_focus();
            typed.response.scroll_to_me(Some(Align::Center));
        }
        self.enter |= typed.left && ui.input(|input| input.key_pressed(Key::Enter));
        typed.response
    }

    /// A field for a value of a unit; yes or no is chosen.
    pub(super) fn value(
        &mut self,
        ui: &mut Ui,
        (name, label, unit): (&str, &str, Unit),
        text: &mut String,
        fault: Option<&str>,
    ) {
        if unit != Unit::YesNo {
            self.line(ui, (name, label, &hint(unit)), text, fault);
            return;
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            let quiet = theme::of(ui).quiet;
            rich(ui, egui::RichText::new(label).size(size::CAPTION).color(quiet));
            ui.push_id(self.id(name), |ui| {
                let now = match text.trim() {
                    "1" => Some(true),
                    "0" => Some(false),
                    _ => None,
                };
                if let Some(yes) = segments(ui, label, now.as_ref(), &[(true, "Yes"), (false, "No")]) {
                    if yes { "1" } else { "0" }.clone_into(text);
                }
            });
            if let Some(fault) = fault {
                error_line(ui, fault);
            }
        });
    }
}

/// The label of a field for a value: what it is, and its unit.
pub(super) fn label(what: &str, unit: Unit) -> String {
    match unit {
        Unit::Percent | Unit::Groups | Unit::Gap => format!("{what}, percent"),
        Unit::OutOf(whole) => format!("{what}, out of {whole}"),
        Unit::Pounds => format!("{what}, pounds"),
        Unit::Days => format!("{what}, days"),
        Unit::Index => format!("{what}, a ratio"),
        Unit::Count | Unit::YesNo => what.to_owned(),
    }
}

/// The same where one number stands for a split: the share of the third group.
pub(super) fn headline_label(what: &str, unit: Unit, third: ThirdGroup) -> String {
    if unit == Unit::Groups {
        format!("{} share{}, percent", third.label(), what.strip_prefix("Value").unwrap_or_default())
    } else {
        label(what, unit)
    }
}

/// What to write into a field for a value.
fn hint(unit: Unit) -> String {
    match unit {
        Unit::Percent | Unit::Groups => "0 to 100".to_owned(),
        Unit::OutOf(whole) => format!("0 to {whole}"),
        Unit::Count => "Such as 1,204".to_owned(),
        Unit::Pounds => "Such as £1,250.50".to_owned(),
        Unit::Days => "Such as 45".to_owned(),
        Unit::Index => "Such as 0.85; 1 is parity".to_owned(),
        Unit::Gap => "Such as 4.5, or −2".to_owned(),
        Unit::YesNo => String::new(),
    }
}

/// Draws parts beside each other, or below where there is little room.
pub(in crate::ui::pages) fn columns(ui: &mut Ui, count: usize, mut part: impl FnMut(&mut Ui, usize)) {
    if ui.available_width() < STACKED {
        for place in 0..count {
            part(ui, place);
        }
        return;
    }
    ui.columns(count, |uis| {
        for (place, ui) in uis.iter_mut().enumerate() {
            part(ui, place);
        }
    });
}
