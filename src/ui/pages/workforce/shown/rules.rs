//! The form of the rules for an audience: each with where it comes from.

use std::collections::BTreeMap;

use egui::{Id, Ui};
use jiff::Timestamp;

use super::{Focus, State};
use crate::disclosure::{Setting, proposed};
use crate::edit::Edit;
use crate::project::{Audience, ProfileSettings, ShowRules};
use crate::ui::pages::scorecard::fields::{Form, Seek};
use crate::ui::theme::space;
use crate::ui::widgets::{caption, check, heading_at, link, measure, secondary};
use crate::ui::{Outbox, View};
use crate::words;

/// Rules as they are typed.
#[derive(Debug)]
pub(super) struct RulesDraft {
    audience: Audience,
    numbers: BTreeMap<Setting, String>,
    zeros: bool,
    tried: bool,
}

impl RulesDraft {
    /// The rules that hold, to be changed.
    pub(super) fn of(rules: &ShowRules, audience: Audience) -> Self {
        let number = |setting: Setting| Some((setting, words::whole(u64::from(setting.number(rules)?))));
        Self {
            audience,
            numbers: Setting::ALL.into_iter().filter_map(number).collect(),
            zeros: rules.zeros,
            tried: false,
        }
    }

    /// A number, or what is wrong with it.
    fn number(&self, setting: Setting) -> Result<Option<u32>, String> {
        let (Some(text), Some((low, high))) = (self.numbers.get(&setting), setting.range()) else { return Ok(None) };
        let number = words::parse_whole(text).map_err(|error| error.to_string())?;
        if (low..=high).contains(&number) {
            Ok(Some(number))
        } else {
            Err(format!("Write a number from {} to {}.", words::whole(u64::from(low)), words::whole(u64::from(high))))
        }
    }

    /// What differs from what the program proposes; `None` where something is wrong.
    fn read(&self) -> Option<ProfileSettings> {
        let from = proposed(self.audience);
        let own = |setting: Setting| {
            let number = self.number(setting).ok()?;
            Some(number.filter(|number| Some(*number) != setting.number(&from)))
        };
        Some(ProfileSettings {
            least: own(Setting::Least)?,
            zeros: (self.zeros != from.zeros).then_some(self.zeros),
            width: own(Setting::Width)?,
            round: own(Setting::Round)?,
            percent: own(Setting::Percent)?,
            pay: own(Setting::Pay)?,
            // Set by the edit.
            changed: Timestamp::UNIX_EPOCH,
        })
    }
}

/// Draws the form.
pub(super) fn show(ui: &mut Ui, _view: &View<'_>, state: &mut State, out: &mut Outbox) {
    let focus = state.takes_focus(Focus::Rules);
    let Some(mut draft) = state.rules.take() else { return };
    let wrong = Setting::ALL.into_iter().any(|setting| draft.number(setting).is_err());
    heading_at(ui, &format!("Rules for {}", draft.audience.whom()), 3);
    let base = Id::unique(("rules of an audience", draft.audience));
    let mut form = Form::new(base, draft.tried, Seek::new(focus).among(draft.tried && wrong));
    measure(ui, |ui| {
        for setting in Setting::ALL {
            match draft.numbers.get(&setting).cloned() {
                Some(mut text) => {
                    let fault = draft.number(setting).err();
                    form.line(ui, (setting.name(), setting.name(), ""), &mut text, fault.as_deref());
                    draft.numbers.insert(setting, text);
                }
                None => {
                    if let (Some(on), _) = check(ui, setting.name(), draft.zeros) {
                        draft.zeros = on;
                    }
                }
            }
            caption(ui, setting.source());
            ui.add_space(space::XS);
        }
    });
    let (mut save, mut cancel, mut reset) = (form.enter, false, false);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        save |= secondary(ui, "Save the rules").clicked();
        reset = link(ui, "Go back to what is proposed").clicked();
        cancel = link(ui, "Cancel").clicked();
    });
    if reset {
        draft = RulesDraft::of(&proposed(draft.audience), draft.audience);
    }
    if save {
        draft.tried = true;
        if let Some(settings) = draft.read() {
            out.edit(Edit::SetProfile(draft.audience, settings));
            state.focus = Some(Focus::RulesLink);
            ui.ctx().request_repaint();
            return;
        }
        state.focus = Some(Focus::Rules);
        ui.ctx().request_repaint();
    }
    if cancel {
        state.focus = Some(Focus::RulesLink);
        ui.ctx().request_repaint();
        return;
    }
    state.rules = Some(draft);
}
