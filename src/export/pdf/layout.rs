//! Blocks into bands: headings, paragraphs, lists, key figures; and what stands on every page.

use super::PdfError;
use super::flow::{Anchor, Band, Flow, Place};
use super::item::{Item, Page, Painted};
use super::running::Running;
use super::tags::{ElementId, Numbering, Role, Tree};
use crate::export::drawing::draw::{Area, Run, Shape, length};
use crate::export::drawing::fonts::{Face, Fonts};
use crate::export::drawing::text::{BODY, Line, Piece, Style, is_blank, pieces, single, wrap, wrap_even};
use crate::export::drawing::theme;
use crate::report::{Block, KeyFigure, Report, Span, SpanStyle};

/// A heading that is a bookmark.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 1 or 2.
    pub level: u8,
    /// Its text.
    pub text: String,
    /// Its page, from 0.
    pub page: usize,
    /// Its top.
    pub top: f32,
}

/// A link to a heading.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its element.
    pub element: ElementId,
    /// What it leads to, in words.
    pub words: String,
    /// The page on which it stands, from 0.
    pub page: usize,
    /// Where it stands there.
    pub area: Area,
    /// The page to which it leads.
    pub target: usize,
    /// The height there.
    pub top: f32,
}

/// A document laid out.
pub struct Layout {
    /// Its pages.
    pub pages: Vec<Page>,
    /// Its structure.
    pub tree: Tree,
    /// Its bookmarks.
    pub headings: Vec<Heading>,
    /// Its links.
    pub links: Vec<Link>,
}

/// A document while it is laid out.
pub struct Composer<'a> {
    pub fonts: &'a mut Fonts,
    pub report: &'a Report,
    pub tree: Tree,
    pub flow: Flow,
    /// The headings so far, without their places.
    headings: Vec<(u8, String)>,
    /// The level of the last heading as it is tagged.
    level: u8,
    /// The lines of the contents so far: the element, and which heading of level 1 it leads to.
    pub entries: Vec<(ElementId, usize)>,
}

/// How many paragraphs before a table or a figure stand on its page.
const ANNOUNCING: usize = 5;

/// Lays a report out.
pub fn lay_out(report: &Report, fonts: &mut Fonts) -> Result<Layout, PdfError> {
    let mut composer = Composer {
        fonts,
        report,
        tree: Tree::new(),
        flow: Flow::default(),
        headings: Vec::new(),
        level: 0,
        entries: Vec::new(),
    };
    for (place, block) in report.blocks.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|place| report.blocks.get(place));
        let after =
            report.blocks.iter().skip(place + 1).take(ANNOUNCING).find(|block| !matches!(block, Block::Paragraph(_)));
        composer.block(block, before, after)?;
    }
    composer.finish()
}

impl Composer<'_> {
    /// Sets a block, given the one before it and the first one after it that is not a paragraph.
    fn block(&mut self, block: &Block, before: Option<&Block>, after: Option<&Block>) -> Result<(), PdfError> {
        match block {
            Block::Cover(cover) => self.cover(cover),
            Block::Contents => self.contents(matches!(before, Some(Block::Heading { .. }))),
            Block::NewPage => {
                self.flow.turn_page();
                Ok(())
            }
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph(spans) => {
                // What a paragraph announces stands on its page.
                let announces = matches!(after, Some(Block::Table(_) | Block::Figure(_)))
                    || spans.last().is_some_and(|span| span.text.trim_end().ends_with(':'));
                self.paragraph(spans, BODY, theme::BODY_LINE, Room { before: 5.0, after: 5.0 }, announces)
            }
            Block::List { numbered, items } => self.list(*numbered, items),
            Block::KeyFigures(figures) => self.key_figures(figures),
            Block::Table(table) => self.table(table),
            Block::Figure(chart) => self.figure(chart),
        }
    }

    fn heading(&mut self, level: u8, text: &str) -> Result<(), PdfError> {
        if is_blank(text) {
            return Ok(());
        }
        let element = self.heading_element(level);
        if level > 2 {
            return self.title(text, 3, element, None);
        }
        self.headings.push((level, text.to_owned()));
        self.title(text, level, element, Some(Anchor::Heading(self.headings.len() - 1)))
    }

    /// An element for a heading. Readers of tags stumble where a level is left out, so it is at most one below the last.
    pub fn heading_element(&mut self, level: u8) -> ElementId {
        self.level = level.clamp(1, self.level + 1);
        self.tree.add(ElementId::DOCUMENT, Role::Heading(self.level))
    }

    /// Sets a heading. Its lines are kept together and with what follows.
    pub fn title(&mut self, text: &str, level: u8, element: ElementId, anchor: Option<Anchor>) -> Result<(), PdfError> {
        let (face, size, line_height, before, after) = match level {
            1 => (Face::Bold, 20.0, 25.0, 30.0, 8.0),
            2 => (Face::SemiBold, 12.5, 17.0, 18.0, 5.0),
            _ => (Face::SemiBold, 10.5, 15.0, 14.0, 4.0),
        };
        let piece = Piece { text, style: Style::new(face, size, theme::INK), shape: None };
        let lines = wrap_even(self.fonts, &[piece], theme::WIDTH)?;
        let count = lines.len();
        for (place, line) in lines.into_iter().enumerate() {
            let first = place == 0;
            self.flow.push(Band {
                before: if first { before } else { 0.0 },
                height: line_height,
                after: if place + 1 == count { after } else { 0.0 },
                keep: true,
                items: line.items(element, theme::LEFT, 0.0, line_height),
                repeat: None,
                anchor: anchor.filter(|_| first),
            });
        }
        Ok(())
    }

    /// Sets a paragraph; kept with what follows on request.
    pub fn paragraph(
        &mut self,
        spans: &[Span],
        style: Style,
        line_height: f32,
        room: Room,
        keep: bool,
    ) -> Result<(), PdfError> {
        let lines = wrap_even(self.fonts, &pieces(spans, style), theme::MEASURE)?;
        if lines.is_empty() {
            return Ok(());
        }
        let element = self.tree.add(ElementId::DOCUMENT, Role::Paragraph);
        self.lines(lines, element, (theme::LEFT, line_height), room, Vec::new(), keep);
        Ok(())
    }

    /// Adds the lines of a text at a distance from the left, none of them alone on its page, with items beside the
    /// first.
    pub fn lines(
        &mut self,
        lines: Vec<Line>,
        element: ElementId,
        (x, line_height): (f32, f32),
        room: Room,
        beside: Vec<Item>,
        keep: bool,
    ) {
        let count = lines.len();
        let mut beside = Some(beside);
        for (place, line) in lines.into_iter().enumerate() {
            let last = place + 1 == count;
            let mut items = beside.take().unwrap_or_default();
            items.extend(line.items(element, x, 0.0, line_height));
            self.flow.push(Band {
                before: if place == 0 { room.before } else { 0.0 },
                height: line_height,
                after: if last { room.after } else { 0.0 },
                keep: if last { keep } else { keep || place == 0 || place + 2 == count },
                items,
                ..Band::default()
            });
        }
    }

    /// Sets a list. An item that begins with a status has its shape in place of a bullet.
    fn list(&mut self, numbered: bool, items: &[Vec<Span>]) -> Result<(), PdfError> {
        const GAP: f32 = 7.0;
        let has_label =
            |spans: &[Span]| numbered || !matches!(spans.first(), Some(Span { style: SpanStyle::Status(_), .. }));
        let mut labels = Vec::new();
        for (place, spans) in items.iter().enumerate() {
            let label = if numbered { format!("{}.", place + 1) } else { "•".to_owned() };
            let style = Style { colour: theme::QUIET, ..BODY };
            labels.push(if has_label(spans) { Some(single(self.fonts, &label, style)?) } else { None });
        }
        let widest = labels.iter().flatten().map(|label| label.width).reduce(f32::max);
        let indent = widest.map_or(0.0, |widest| widest.max(6.0) + GAP);
        let numbering = match (numbered, widest) {
            (true, _) => Numbering::Decimal,
            (false, Some(_)) => Numbering::Disc,
            (false, None) => Numbering::None,
        };
        if items.is_empty() {
            return Ok(());
        }
        let list = self.tree.add(ElementId::DOCUMENT, Role::List(numbering));
        let count = items.len();
        let x = theme::LEFT + indent;
        for (place, (spans, label)) in items.iter().zip(labels).enumerate() {
            let item = self.tree.add(list, Role::ListItem);
            let mut beside = Vec::new();
            if let Some(label) = label {
                let number = self.tree.add(item, Role::Label);
                beside = label.items(number, x - GAP - label.width, 0.0, theme::BODY_LINE);
            }
            let body = self.tree.add(item, Role::ListBody);
            let mut lines = wrap_even(self.fonts, &pieces(spans, BODY), theme::MEASURE - indent)?;
            if lines.is_empty() {
                lines.push(Line::default());
            }
            let room =
                Room { before: if place == 0 { 5.0 } else { 3.0 }, after: if place + 1 == count { 7.0 } else { 3.0 } };
            self.lines(lines, body, (x, theme::BODY_LINE), room, beside, false);
        }
        Ok(())
    }

    /// Large numbers, side by side in columns of one width.
    fn key_figures(&mut self, figures: &[KeyFigure]) -> Result<(), PdfError> {
        const GAP: f32 = 14.0;
        const NUMBER_LINE: f32 = 27.0;
        const LABEL_LINE: f32 = 12.5;
        // Four to a row, so that rows below each other stand on the same lines; five where that saves a row.
        let columns = if figures.len() == 5 { 5 } else { 4 };
        let width = (theme::WIDTH + GAP) / length(columns) - GAP;
        for row in figures.chunks(columns) {
            let mut items = Vec::new();
            let mut height: f32 = 0.0;
            for (place, figure) in row.iter().enumerate() {
                let x = theme::LEFT + length(place) * (width + GAP);
                let element = self.tree.add(ElementId::DOCUMENT, Role::Paragraph);
                let colour = figure.rating.map_or(theme::ACCENT, theme::status);
                let number = Piece { text: &figure.value, style: Style::new(Face::Bold, 23.0, colour), shape: None };
                let label_style = match figure.rating {
                    Some(rating) => Style::new(Face::SemiBold, 9.0, theme::status(rating)),
                    None => Style::new(Face::Regular, 9.0, theme::QUIET),
                };
                let label = Piece { text: &figure.label, style: label_style, shape: figure.rating };
                // One text, so that number and words do not run together when they are read.
                let between = Piece { text: "\n", ..number.clone() };
                let mut y = 0.0;
                for line in wrap(self.fonts, &[number, between, label], width)? {
                    let line_height = if line.size > LABEL_LINE { NUMBER_LINE } else { LABEL_LINE };
                    items.extend(line.items(element, x, y, line_height));
                    y += line_height;
                }
                height = height.max(y);
            }
            self.flow.push(Band { before: 10.0, height, after: 12.0, items, ..Band::default() });
        }
        Ok(())
    }

    /// Ends the document: the numbers of the contents, the links, and what stands on every page.
    fn finish(mut self) -> Result<Layout, PdfError> {
        let flow = std::mem::take(&mut self.flow);
        let (mut pages, places) = flow.finish();
        let headings = self.placed_headings(&places);
        let mains: Vec<&Heading> = headings.iter().filter(|heading| heading.level == 1).collect();
        let mut links = Vec::new();
        for place in &places {
            let Anchor::Contents(entry) = place.anchor else { continue };
            let Some((element, heading)) = self.entries.get(entry).copied() else { continue };
            let Some(target) = mains.get(heading) else { continue };
            links.push(Link {
                element,
                words: format!("{}, page {}", target.text, target.page + 1),
                page: place.page,
                area: Area::between(theme::LEFT, place.top, theme::RIGHT, place.bottom),
                target: target.page,
                top: target.top,
            });
        }
        let numbers: Vec<usize> = mains.iter().map(|heading| heading.page + 1).collect();
        for page in &mut pages {
            self.number(page, &numbers)?;
        }
        let count = pages.len();
        let running = Running::new(self.report, self.fonts)?;
        for (place, page) in pages.iter_mut().enumerate() {
            running.paint(page, place + 1, count, self.fonts)?;
        }
        Ok(Layout { pages, tree: self.tree, headings, links })
    }

    fn placed_headings(&self, places: &[Place]) -> Vec<Heading> {
        let mut headings = Vec::new();
        for place in places {
            if let Anchor::Heading(heading) = place.anchor
                && let Some((level, text)) = self.headings.get(heading)
            {
                headings.push(Heading { level: *level, text: text.clone(), page: place.page, top: place.top });
            }
        }
        headings
    }

    /// Writes the page numbers of the contents, now that they are known.
    fn number(&mut self, page: &mut Page, numbers: &[usize]) -> Result<(), PdfError> {
        for item in &mut page.items {
            let Painted::PageNumber { heading, right, baseline } = item.painted else { continue };
            let number = numbers.get(heading).map(usize::to_string).unwrap_or_default();
            let line = single(self.fonts, &number, BODY)?;
            if let Some(run) = line.runs.into_iter().next() {
                item.painted = Painted::Shape(Shape::Text(Run { x: right - line.width, y: baseline, ..run }));
            }
        }
        // A number that could not be found leaves nothing behind.
        page.items.retain(|item| !matches!(item.painted, Painted::PageNumber { .. }));
        Ok(())
    }
}

/// The space above and below.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// Above.
    pub before: f32,
    /// Below.
    pub after: f32,
}
