//! What stands on every page: the running head and the foot. Readers of tags pass over both.

use super::PdfError;
use super::item::{Artifact, Item, Mark, Page};
use crate::export::drawing::draw::{Path, Pen, Run, Shape, length};
use crate::export::drawing::fonts::Fonts;
use crate::export::drawing::text::{CAPTION, Line, Piece, single, wrap};
use crate::export::drawing::theme;
use crate::report::Report;

/// The height of a line.
const LINE: f32 = 10.5;
/// The room for the number of a page.
const NUMBER: f32 = 76.0;
/// The lines that the foot has room for.
const FOOT_LINES: usize = 3;

/// What is the same on every page.
pub struct Running {
    head: Line,
    date: Line,
    foot: Vec<Line>,
}

impl Running {
    /// Sets what is the same on every page.
    pub fn new(report: &Report, fonts: &mut Fonts) -> Result<Self, PdfError> {
        let date = single(fonts, &crate::words::long_date(report.date), CAPTION)?;
        let head = one_line(fonts, &report.running_head, theme::WIDTH - date.width - 16.0)?;
        let foot = match &report.notice {
            Some(notice) => format!("Prepared with Waymark · {notice}"),
            None => "Prepared with Waymark".to_owned(),
        };
        let mut foot = wrap(fonts, &[Piece { text: &foot, style: CAPTION, shape: None }], theme::WIDTH - NUMBER)?;
        foot.truncate(FOOT_LINES);
        Ok(Self { head, date, foot })
    }

    /// Puts it on a page.
    pub fn paint(&self, page: &mut Page, number: usize, count: usize, fonts: &mut Fonts) -> Result<(), PdfError> {
        if !page.cover {
            let top = theme::HEAD - LINE / 2.0;
            artifact(page, Artifact::Header, self.head.shapes(theme::LEFT, top, LINE));
            artifact(page, Artifact::Header, self.date.shapes(theme::RIGHT - self.date.width, top, LINE));
            let rule = [(theme::LEFT, theme::HEAD_RULE), (theme::RIGHT, theme::HEAD_RULE)];
            let rule = Path::line(&rule, Pen::solid(theme::RULE, 0.75));
            artifact(page, Artifact::Header, vec![Shape::Path(rule)]);
        }
        let last = theme::FOOT - LINE / 2.0;
        for (place, line) in self.foot.iter().rev().enumerate().rev() {
            artifact(page, Artifact::Footer, line.shapes(theme::LEFT, last - length(place) * LINE, LINE));
        }
        let number = single(fonts, &format!("{number} of {count}"), CAPTION)?;
        artifact(page, Artifact::Footer, number.shapes(theme::RIGHT - number.width, last, LINE));
        Ok(())
    }
}

/// As much of a small text as one line holds; an ellipsis says that there is more.
fn one_line(fonts: &mut Fonts, text: &str, width: f32) -> Result<Line, PdfError> {
    const GAP: f32 = 2.0;
    let line = single(fonts, text, CAPTION)?;
    if line.width <= width {
        return Ok(line);
    }
    let more = single(fonts, "…", CAPTION)?;
    let piece = Piece { text, style: CAPTION, shape: None };
    let mut line = wrap(fonts, &[piece], width - more.width - GAP)?.into_iter().next().unwrap_or_default();
    let end = line.width + GAP;
    line.runs.extend(more.runs.into_iter().map(|run| Run { x: end + run.x, ..run }));
    line.width = end + more.width;
    Ok(line)
}

fn artifact(page: &mut Page, kind: Artifact, shapes: Vec<Shape>) {
    page.items.extend(shapes.into_iter().map(|shape| Item::new(Mark::Artifact(kind), shape)));
}
