//! A sheet as SVG: paths alone, with the chart's words for those who do not see it.
//!
//! The names within a file begin with letters that come from its words: several pictures can stand in one page of the web
//! without taking each other's parts.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::outline::{Outlines, Step, path};
use super::sheet::Sheet;
use crate::export::drawing::FontError;
use crate::export::drawing::draw::{Path, Run, Shape};
use crate::export::drawing::theme::Colour;

/// Writes a sheet.
pub fn write(sheet: &Sheet, outlines: &mut Outlines) -> Result<String, FontError> {
    let name = name(sheet);
    let (width, height) = (number(sheet.width), number(sheet.height));
    let (title, alt) = (escaped(&sheet.title), escaped(&sheet.alt));
    let mut writer = Writer { text: String::new(), name: &name, clips: 0, outlines };
    writer.line(format_args!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}pt\" height=\"{height}pt\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{name}-title\" \
         aria-describedby=\"{name}-desc\" stroke-linejoin=\"round\">"
    ));
    writer.line(format_args!("<title id=\"{name}-title\">{title}</title>"));
    writer.line(format_args!("<desc id=\"{name}-desc\">{alt}</desc>"));
    writer.line(format_args!("<path fill=\"#ffffff\" d=\"M0 0h{width}v{height}h-{width}z\"/>"));
    for shape in &sheet.shapes {
        writer.shape(shape)?;
    }
    writer.line(format_args!("</svg>"));
    Ok(format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}", writer.text))
}

/// Writes elements.
struct Writer<'a> {
    text: String,
    name: &'a str,
    clips: usize,
    outlines: &'a mut Outlines,
}

impl Writer<'_> {
    fn line(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a text in memory does not fail.
        writeln!(self.text, "{text}").ok();
    }

    fn shape(&mut self, shape: &Shape) -> Result<(), FontError> {
        match shape {
            Shape::Text(run) => self.run(run)?,
            Shape::Path(path) => self.path(path),
            Shape::Clip { edge, inside } => {
                self.clips += 1;
                let name = format!("{}-{}", self.name, self.clips);
                self.line(format_args!("<clipPath id=\"{name}\"><path d=\"{}\"/></clipPath>", steps(&path(edge))));
                self.line(format_args!("<g clip-path=\"url(#{name})\">"));
                for shape in inside {
                    self.shape(shape)?;
                }
                self.line(format_args!("</g>"));
            }
        }
        Ok(())
    }

    /// Letters in the font's own units, which are whole, so that the text stays short and exact.
    fn run(&mut self, run: &Run) -> Result<(), FontError> {
        let outline = self.outlines.run(run)?;
        if !outline.is_empty() {
            let scale = run.size / 1000.0;
            self.line(format_args!(
                "<path fill=\"{}\" transform=\"matrix({scale} 0 0 -{scale} {} {})\" d=\"{}\"/>",
                hex(run.colour),
                number(run.x),
                number(run.y),
                steps(&outline)
            ));
        }
        Ok(())
    }

    fn path(&mut self, of: &Path) {
        let fill = of.fill.map_or_else(|| "none".to_owned(), hex);
        let stroke = of.stroke.map_or_else(String::new, |pen| {
            let (pattern, cap) = (pen.dash.pattern(), if pen.dash.is_round() { "round" } else { "butt" });
            let mut stroke = format!(" stroke=\"{}\" stroke-width=\"{}\"", hex(pen.colour), number(pen.width));
            if !pattern.is_empty() {
                let lengths: Vec<String> = pattern.iter().map(|length| number(*length)).collect();
                write!(stroke, " stroke-dasharray=\"{}\" stroke-linecap=\"{cap}\"", lengths.join(" ")).ok();
            }
            stroke
        });
        self.line(format_args!("<path fill=\"{fill}\"{stroke} d=\"{}\"/>", steps(&path(of))));
    }
}

/// The beginning of all names in a file: the same for the same words, and hardly for others.
fn name(sheet: &Sheet) -> String {
    let digest = Sha256::new().chain_update(&sheet.title).chain_update([0]).chain_update(&sheet.alt).finalize();
    digest.iter().take(4).fold("waymark-".to_owned(), |name, byte| name + &format!("{byte:02x}"))
}

/// The steps of a path as its element holds them, each from where the one before ends.
fn steps(steps: &[Step]) -> String {
    let mut text = String::new();
    let mut start = [0.0, 0.0];
    let mut pen: [f32; 2] = [0.0, 0.0];
    for step in steps {
        let (letter, points): (char, &[[f32; 2]]) = match step {
            Step::Move(end) => ('m', &[*end]),
            Step::Line(end) => ('l', &[*end]),
            Step::Quad(by, end) => ('q', &[*by, *end]),
            Step::Cubic(by, then, end) => ('c', &[*by, *then, *end]),
            Step::Close => {
                text.push('z');
                pen = start;
                continue;
            }
        };
        text.push(letter);
        for (place, [x, y]) in points.iter().enumerate() {
            let [x, y] = [round(*x), round(*y)];
            for (first, along) in [(place == 0, x - pen[0]), (false, y - pen[1])] {
                let along = number(along);
                // A minus also keeps two numbers apart.
                if !first && !along.starts_with('-') {
                    text.push(' ');
                }
                text.push_str(&along);
            }
        }
        if let Some([x, y]) = points.last() {
            pen = [round(*x), round(*y)];
        }
        if letter == 'm' {
            start = pen;
        }
    }
    text
}

/// A length to a hundredth, so that what is added up does not drift.
fn round(length: f32) -> f32 {
    if length.is_finite() { (length * 100.0).round() / 100.0 } else { 0.0 }
}

/// A length as short as it can be.
fn number(length: f32) -> String {
    let text = format!("{:.2}", round(length));
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn hex(colour: Colour) -> String {
    format!("#{:02x}{:02x}{:02x}", colour.0, colour.1, colour.2)
}

/// A text between tags.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_short_and_always_numbers() {
        let written = [0.0, -0.001, 1.0, -1.5, 20.004, 0.126, 1e9, f32::NAN, f32::INFINITY].map(number);
        assert_eq!(written, ["0", "0", "1", "-1.5", "20", "0.13", "1000000000", "0", "0"]);
    }

    #[test]
    fn steps_begin_where_the_last_one_ends() {
        let outline = [
            Step::Move([10.0, 10.0]),
            Step::Line([20.0, 5.0]),
            Step::Quad([25.0, 5.0], [25.0, 10.0]),
            Step::Close,
            Step::Move([1.0, 2.0]),
            Step::Cubic([1.0, 3.0], [2.0, 4.0], [0.0, 4.0]),
        ];
        assert_eq!(steps(&outline), "m10 10l10-5q5 0 5 5zm-9-8c0 1 1 2-1 2");
    }
}
