//! The look: colours, type, space. The only file in which colours and sizes are written.

use std::sync::Arc;

use egui::style::{Selection, WidgetVisuals, Widgets};
use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Stroke, Style, TextStyle,
    Visuals, vec2,
};

use crate::chart::Tone;
use crate::fonts;
use crate::project::Rating;
use crate::store::Theme;

/// Spaces, in points: the steps that look well together.
pub mod space {
    /// Between a shape and its word.
    pub const XS: f32 = 4.0;
    /// Between things that belong together.
    pub const S: f32 = 8.0;
    /// Between lines of a form.
    pub const M: f32 = 12.0;
    /// Inside cards.
    pub const L: f32 = 16.0;
    /// Between groups.
    pub const XL: f32 = 24.0;
    /// Around pages.
    pub const XXL: f32 = 32.0;
}

/// The least height of what can be clicked, in points.
pub const TARGET: f32 = 32.0;

/// The corner radius of cards, buttons and fields, in points.
pub const RADIUS: u8 = 6;

/// The widest that running text is set, in points: about 75 characters.
pub const TEXT_WIDTH: f32 = 560.0;

/// Sizes of type, in points.
pub mod size {
    /// Captions, hints, table headings.
    pub const CAPTION: f32 = 13.0;
    /// Text.
    pub const BODY: f32 = 15.0;
    /// Headings of cards and sections.
    pub const SECTION: f32 = 18.0;
    /// Page titles.
    pub const PAGE: f32 = 22.0;
    /// Large figures.
    pub const FIGURE: f32 = 30.0;
}

/// The colours of one theme. Pairs in use meet WCAG 2.2 AA; a test computes each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Whether it is dark.
    pub dark: bool,
    /// Behind pages.
    pub paper: Color32,
    /// Cards, fields, bars.
    pub surface: Color32,
    /// Text.
    pub ink: Color32,
    /// Text of less weight.
    pub quiet: Color32,
    /// Decoration only: lines between rows, frames of cards.
    pub rule: Color32,
    /// Frames of what can be used.
    pub border: Color32,
    /// What to do next, links, what is selected.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// The ground of what is selected.
    pub wash: Color32,
    /// Active.
    pub active: Color32,
    /// Limited.
    pub limited: Color32,
    /// The second colour of hatching in bars of limited.
    pub hatch: Color32,
    /// Not in place; also what is late or wrong.
    pub not_in_place: Color32,
    /// Grounds of a chosen rating.
    pub active_wash: Color32,
    /// Ground of *limited* when chosen.
    pub limited_wash: Color32,
    /// Ground of *not in place* when chosen.
    pub not_in_place_wash: Color32,
    /// The unrated part of a bar.
    pub track: Color32,
    /// Professional backgrounds in charts.
    pub professional: Color32,
    /// Intermediate backgrounds in charts.
    pub intermediate: Color32,
    /// Working-class backgrounds in charts.
    pub working_class: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

/// Ink on warm paper.
pub const LIGHT: Palette = Palette {
    dark: false,
    paper: rgb(0x00FA_F8F4),
    surface: rgb(0x00FF_FFFF),
    ink: rgb(0x001B_2A34),
    quiet: rgb(0x0055_636D),
    rule: rgb(0x00D9_D4CA),
    border: rgb(0x007E_776B),
    accent: rgb(0x000B_5C7A),
    on_accent: rgb(0x00FF_FFFF),
    wash: rgb(0x00EA_F2F5),
    active: rgb(0x001E_7B4F),
    limited: rgb(0x009A_5B00),
    hatch: rgb(0x00C9_8A2B),
    not_in_place: rgb(0x00B3_261E),
    active_wash: rgb(0x00E8_F1EC),
    limited_wash: rgb(0x00FA_F0DF),
    not_in_place_wash: rgb(0x00FA_E8E6),
    track: rgb(0x00E6_E2D9),
    professional: rgb(0x0023_4E7A),
    intermediate: rgb(0x0068_8FB0),
    working_class: rgb(0x00B4_6224),
};

/// The same by night.
pub const DARK: Palette = Palette {
    dark: true,
    paper: rgb(0x0014_191D),
    surface: rgb(0x001C_2329),
    ink: rgb(0x00E8_ECEE),
    quiet: rgb(0x00A9_B4BB),
    rule: rgb(0x0033_404A),
    border: rgb(0x007F_8C95),
    accent: rgb(0x006F_C3E0),
    on_accent: rgb(0x0014_191D),
    wash: rgb(0x001D_3038),
    active: rgb(0x005C_C491),
    limited: rgb(0x00E5_AE4D),
    hatch: rgb(0x00A8_7420),
    not_in_place: rgb(0x00FF_8A80),
    active_wash: rgb(0x001C_332A),
    limited_wash: rgb(0x0035_2C1A),
    not_in_place_wash: rgb(0x003A_2524),
    track: rgb(0x0028_3139),
    professional: rgb(0x0059_8FCB),
    intermediate: rgb(0x00A9_C8E0),
    working_class: rgb(0x00E0_9A5C),
};

/// Black and white with strong frames.
pub const CONTRAST: Palette = Palette {
    dark: false,
    paper: rgb(0x00FF_FFFF),
    surface: rgb(0x00FF_FFFF),
    ink: rgb(0x0000_0000),
    quiet: rgb(0x002B_2B2B),
    rule: rgb(0x0055_5555),
    border: rgb(0x0000_0000),
    accent: rgb(0x0000_3E5C),
    on_accent: rgb(0x00FF_FFFF),
    wash: rgb(0x00DC_EBF3),
    active: rgb(0x0000_5A32),
    limited: rgb(0x006B_3E00),
    hatch: rgb(0x00E0_A030),
    not_in_place: rgb(0x008C_0F0A),
    active_wash: rgb(0x00DF_F2E7),
    limited_wash: rgb(0x00FB_EBCF),
    not_in_place_wash: rgb(0x00FB_DEDB),
    track: rgb(0x00DD_DDDD),
    professional: rgb(0x0000_2F5E),
    intermediate: rgb(0x003F_7FAF),
    working_class: rgb(0x0096_4400),
};

impl Palette {
    /// The colour of a rating's shape and word.
    pub fn rating(&self, rating: Rating) -> Color32 {
        match rating {
            Rating::Active => self.active,
            Rating::Limited => self.limited,
            Rating::NotInPlace => self.not_in_place,
            Rating::NotAssessed | Rating::NotApplicable => self.quiet,
        }
    }

    /// The ground of a rating when it is chosen.
    pub fn rating_wash(&self, rating: Rating) -> Color32 {
        match rating {
            Rating::Active => self.active_wash,
            Rating::Limited => self.limited_wash,
            Rating::NotInPlace => self.not_in_place_wash,
            Rating::NotAssessed | Rating::NotApplicable => self.wash,
        }
    }

    /// The colour of a line or group in a chart.
    pub fn tone(&self, tone: Tone) -> Color32 {
        match tone {
            Tone::Accent => self.accent,
            Tone::Professional => self.professional,
            Tone::Intermediate => self.intermediate,
            Tone::WorkingClass => self.working_class,
        }
    }
}

/// The palette of a chosen theme, given what the system asks for.
pub fn palette(theme: Theme, system_dark: bool) -> Palette {
    match theme {
        Theme::HighContrast => CONTRAST,
        Theme::Dark => DARK,
        Theme::System if system_dark => DARK,
        Theme::Light | Theme::System => LIGHT,
    }
}

/// The palette that a page draws with.
pub fn of(ui: &egui::Ui) -> Palette {
    ui.ctx().data(|data| data.get_temp(egui::Id::unique("palette"))).unwrap_or(LIGHT)
}

/// Regular type.
pub fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Semibold type, for headings and stressed words.
pub fn semibold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("semibold".into()))
}

/// Bold type, for page titles and figures.
pub fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("bold".into()))
}

/// Italic type, for what is quoted.
pub fn italic(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("italic".into()))
}

/// Gives the context its fonts. Once, at the start.
pub fn install_fonts(ctx: &Context) {
    let mut definitions = FontDefinitions::empty();
    for (name, bytes) in [
        ("regular", fonts::WAYMARK_REGULAR),
        ("italic", fonts::WAYMARK_ITALIC),
        ("semibold", fonts::WAYMARK_SEMI_BOLD),
        ("bold", fonts::WAYMARK_BOLD),
        ("fallback", fonts::FALLBACK_REGULAR),
        ("fallback bold", fonts::FALLBACK_BOLD),
    ] {
        definitions.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    for (family, main, fallback) in [
        (FontFamily::Proportional, "regular", "fallback"),
        (FontFamily::Monospace, "regular", "fallback"),
        (FontFamily::Name("italic".into()), "italic", "fallback"),
        (FontFamily::Name("semibold".into()), "semibold", "fallback bold"),
        (FontFamily::Name("bold".into()), "bold", "fallback bold"),
    ] {
        definitions.families.insert(family, vec![main.to_owned(), fallback.to_owned()]);
    }
    ctx.set_fonts(definitions);
}

/// Gives the context a palette and a text size in percent; what is in force already costs nothing.
pub fn apply(ctx: &Context, palette: Palette, text_size: u16) {
    let zoom = f32::from(text_size.clamp(100, 200)) / 100.0;
    if (ctx.zoom_factor() - zoom).abs() > f32::EPSILON {
        ctx.set_zoom_factor(zoom);
    }
    let id = egui::Id::unique("palette");
    if ctx.data(|data| data.get_temp::<Palette>(id)) == Some(palette) {
        return;
    }
    ctx.data_mut(|data| data.insert_temp(id, palette));
    ctx.options_mut(|options| {
        options.theme_preference =
            if palette.dark { egui::ThemePreference::Dark } else { egui::ThemePreference::Light };
        // Text size is a preference with its own control, so that it is kept and named.
        options.zoom_with_keyboard = false;
    });
    let style = style(palette);
    ctx.set_style_of(egui::Theme::Light, style.clone());
    ctx.set_style_of(egui::Theme::Dark, style);
}

/// The style of a palette.
fn style(palette: Palette) -> Style {
    let mut style = Style {
        text_styles: [
            (TextStyle::Small, regular(size::CAPTION)),
            (TextStyle::Body, regular(size::BODY)),
            (TextStyle::Button, regular(size::BODY)),
            (TextStyle::Heading, semibold(size::SECTION)),
            (TextStyle::Monospace, regular(size::BODY)),
        ]
        .into(),
        visuals: visuals(palette),
        // Nothing needs motion to be understood, so nothing moves.
        animation_time: 0.0,
        scroll_animation: egui::style::ScrollAnimation::none(),
        ..Style::default()
    };
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(space::S, space::S);
    spacing.button_padding = vec2(14.0, 6.0);
    spacing.interact_size = vec2(TARGET, TARGET);
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(24);
    spacing.icon_width = 20.0;
    spacing.icon_width_inner = 12.0;
    spacing.combo_height = 320.0;
    spacing.tooltip_width = 360.0;
    spacing.scroll = egui::style::ScrollStyle::floating();
    spacing.scroll.bar_width = 10.0;
    spacing.scroll.floating_allocated_width = 10.0;
    spacing.scroll.dormant_background_opacity = 0.0;
    spacing.scroll.dormant_handle_opacity = 0.45;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    style
}

/// The colours of widgets.
fn visuals(palette: Palette) -> Visuals {
    let widget = |fill: Color32, stroke: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, stroke),
        corner_radius: CornerRadius::same(RADIUS),
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    let focused = WidgetVisuals {
        bg_stroke: Stroke::new(2.0, palette.accent),
        ..widget(palette.surface, palette.accent, palette.ink)
    };
    let base = if palette.dark { Visuals::dark() } else { Visuals::light() };
    Visuals {
        dark_mode: palette.dark,
        override_text_color: None,
        weak_text_color: Some(palette.quiet),
        widgets: Widgets {
            noninteractive: widget(palette.surface, palette.rule, palette.ink),
            inactive: widget(palette.surface, palette.border, palette.ink),
            hovered: widget(palette.wash, palette.accent, palette.ink),
            active: focused,
            open: widget(palette.wash, palette.accent, palette.ink),
        },
        selection: Selection { bg_fill: palette.accent.gamma_multiply(0.30), stroke: Stroke::new(2.0, palette.accent) },
        hyperlink_color: palette.accent,
        faint_bg_color: palette.wash,
        extreme_bg_color: palette.surface,
        text_edit_bg_color: Some(palette.surface),
        code_bg_color: palette.wash,
        warn_fg_color: palette.limited,
        error_fg_color: palette.not_in_place,
        window_corner_radius: CornerRadius::same(10),
        window_fill: palette.surface,
        window_stroke: Stroke::new(1.0, palette.rule),
        menu_corner_radius: CornerRadius::same(RADIUS),
        panel_fill: palette.paper,
        striped: false,
        // A cursor that blinks draws the window twice a second, and distracts.
        text_cursor: egui::style::TextCursorStyle { blink: false, ..base.text_cursor },
        // Quiet ink already is the weakest text that reads well. What a file open to read only holds is still read.
        disabled_alpha: 0.7,
        ..base
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The relative luminance of WCAG 2.2.
    fn luminance(color: Color32) -> f64 {
        let channel = |byte: u8| {
            let part = f64::from(byte) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(color.r()) + 0.7152 * channel(color.g()) + 0.0722 * channel(color.b())
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_pair_in_use_has_enough_contrast() {
        for (name, p) in [("light", LIGHT), ("dark", DARK), ("contrast", CONTRAST)] {
            let text = [
                ("ink on paper", p.ink, p.paper),
                ("ink on surface", p.ink, p.surface),
                ("ink on wash", p.ink, p.wash),
                ("quiet on paper", p.quiet, p.paper),
                ("quiet on surface", p.quiet, p.surface),
                ("quiet on wash", p.quiet, p.wash),
                ("accent on paper", p.accent, p.paper),
                ("accent on surface", p.accent, p.surface),
                ("accent on wash", p.accent, p.wash),
                ("on accent", p.on_accent, p.accent),
                ("active on paper", p.active, p.paper),
                ("active on surface", p.active, p.surface),
                ("active chosen", p.active, p.active_wash),
                ("active on wash", p.active, p.wash),
                ("limited on paper", p.limited, p.paper),
                ("limited on surface", p.limited, p.surface),
                ("limited chosen", p.limited, p.limited_wash),
                ("limited on wash", p.limited, p.wash),
                ("not in place on paper", p.not_in_place, p.paper),
                ("not in place on surface", p.not_in_place, p.surface),
                ("not in place chosen", p.not_in_place, p.not_in_place_wash),
                ("not in place on wash", p.not_in_place, p.wash),
            ];
            for (pair, fore, back) in text {
                assert!(contrast(fore, back) >= 4.5, "{name}: {pair} is {:.2}", contrast(fore, back));
            }
            let marks = [
                ("border on surface", p.border, p.surface),
                ("border on paper", p.border, p.paper),
                ("professional", p.professional, p.surface),
                ("intermediate", p.intermediate, p.surface),
                ("working class", p.working_class, p.surface),
            ];
            for (pair, fore, back) in marks {
                assert!(contrast(fore, back) >= 3.0, "{name}: {pair} is {:.2}", contrast(fore, back));
            }
        }
    }

    #[test]
    fn groups_differ_in_lightness() {
        for p in [LIGHT, DARK, CONTRAST] {
            assert!(contrast(p.professional, p.intermediate) >= 1.3);
            assert!(
                contrast(p.working_class, p.intermediate) >= 1.2 || contrast(p.working_class, p.professional) >= 1.5
            );
        }
    }
}
