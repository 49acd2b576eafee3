//! Sizes, spaces and colours of the page, and of charts wherever they stand. Lengths are points, measured from the top
//! left corner.

use crate::chart::Tone;
use crate::project::Rating;

/// The width of A4.
pub const PAGE_WIDTH: f32 = 595.28;
/// The height of A4.
pub const PAGE_HEIGHT: f32 = 841.89;
/// Where the text begins: 20 mm from the edge.
pub const LEFT: f32 = 56.7;
/// Where the text ends.
pub const RIGHT: f32 = PAGE_WIDTH - LEFT;
/// The width of the text.
pub const WIDTH: f32 = RIGHT - LEFT;
/// The longest line of running text: some 80 characters.
pub const MEASURE: f32 = 402.0;
/// Where a page's content begins.
pub const TOP: f32 = 82.0;
/// Where a page's content ends.
pub const BOTTOM: f32 = PAGE_HEIGHT - 68.0;
/// The height that a page's content has.
pub const HEIGHT: f32 = BOTTOM - TOP;
/// The middle of the line of the running head.
pub const HEAD: f32 = 48.0;
/// The rule below the running head.
pub const HEAD_RULE: f32 = 60.0;
/// The middle of the line at the foot.
pub const FOOT: f32 = PAGE_HEIGHT - 42.0;

/// Small type: sources, heads of tables, labels of charts.
pub const CAPTION: f32 = 8.25;
/// Its line.
pub const CAPTION_LINE: f32 = 11.5;
/// Cells of tables.
pub const CELL: f32 = 9.0;
/// Their line.
pub const CELL_LINE: f32 = 12.0;
/// Running text.
pub const BODY: f32 = 10.0;
/// Its line.
pub const BODY_LINE: f32 = 14.0;

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

/// The ground: the sheet itself.
pub const WHITE: Colour = Colour(0xFF, 0xFF, 0xFF);
/// Text.
pub const INK: Colour = Colour(0x1B, 0x2A, 0x34);
/// Text of less weight.
pub const QUIET: Colour = Colour(0x55, 0x63, 0x6D);
/// Rules, which only adorn.
pub const RULE: Colour = Colour(0xD9, 0xD4, 0xCA);
/// The ground of rows that head or sum up others.
pub const WASH: Colour = Colour(0xF4, 0xF1, 0xEA);
/// The ground of a band within a chart.
pub const BAND: Colour = Colour(0xEA, 0xF2, 0xF5);
/// Outlines that mean something.
pub const OUTLINE: Colour = Colour(0x7E, 0x77, 0x6B);
/// The accent.
pub const ACCENT: Colour = Colour(0x0B, 0x5C, 0x7A);
/// Active.
pub const ACTIVE: Colour = Colour(0x1E, 0x7B, 0x4F);
/// Limited.
pub const LIMITED: Colour = Colour(0x9A, 0x5B, 0x00);
/// The stripes over it.
pub const STRIPE: Colour = Colour(0xE5, 0xAE, 0x4D);
/// Not in place, and warnings.
pub const MISSING: Colour = Colour(0xB3, 0x26, 0x1E);

/// The colour of a status, its shape and its word.
pub fn status(rating: Rating) -> Colour {
    match rating {
        Rating::Active => ACTIVE,
        Rating::Limited => LIMITED,
        Rating::NotInPlace => MISSING,
        Rating::NotAssessed | Rating::NotApplicable => QUIET,
    }
}

/// The colour of a line of a chart.
pub fn tone(tone: Tone) -> Colour {
    match tone {
        Tone::Accent => ACCENT,
        Tone::Professional => Colour(0x1B, 0x2A, 0x5C),
        Tone::Intermediate => Colour(0x56, 0x93, 0xAC),
        Tone::WorkingClass => Colour(0xB4, 0x4F, 0x0E),
    }
}

/// The same for its name, which is small and so needs more contrast than a line.
pub fn tone_text(of: Tone) -> Colour {
    match of {
        Tone::Intermediate => Colour(0x34, 0x6C, 0x84),
        Tone::Accent | Tone::Professional | Tone::WorkingClass => tone(of),
    }
}

/// A colour on white, so much of it as this part of the whole.
pub fn tint(colour: Colour, part: f32) -> Colour {
    let mixed = |channel: u8| {
        let mixed = 255.0 - (255.0 - f32::from(channel)) * part.clamp(0.0, 1.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
        let channel = mixed.round() as u8;
        channel
    };
    Colour(mixed(colour.0), mixed(colour.1), mixed(colour.2))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A channel as light.
    fn light(channel: u8) -> f64 {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    }

    fn luminance(colour: Colour) -> f64 {
        0.2126 * light(colour.0) + 0.7152 * light(colour.1) + 0.0722 * light(colour.2)
    }

    fn contrast(one: Colour, other: Colour) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn text_and_marks_stand_out() {
        for (text, ground) in
            [(INK, WHITE), (QUIET, WHITE), (ACCENT, WHITE), (WHITE, ACCENT), (MISSING, WHITE), (QUIET, WASH)]
        {
            assert!(contrast(text, ground) >= 4.5, "{text:?} on {ground:?}");
        }
        for rating in Rating::ALL {
            for ground in [WHITE, WASH] {
                assert!(contrast(status(rating), ground) >= 4.5, "{rating:?}");
            }
        }
        assert!(contrast(OUTLINE, WHITE) >= 3.0);
        assert!(contrast(STRIPE, LIMITED) >= 2.5);
    }

    #[test]
    fn lines_of_a_chart_differ_in_lightness() {
        let tones = [Tone::Professional, Tone::WorkingClass, Tone::Intermediate].map(tone);
        for colour in tones {
            assert!(contrast(colour, WHITE) >= 3.0, "{colour:?}");
        }
        for named in [Tone::Accent, Tone::Professional, Tone::Intermediate, Tone::WorkingClass] {
            assert!(contrast(tone_text(named), WHITE) >= 4.5, "{named:?}");
        }
        let lights = tones.map(luminance);
        assert!(lights.windows(2).all(|pair| pair[1] > pair[0] + 0.08), "{lights:?}");
    }
}
