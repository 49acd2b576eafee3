//! The cover and the contents.

use super::PdfError;
use super::flow::{Anchor, Band};
use super::item::{Item, Mark, Painted};
use super::layout::Composer;
use super::tags::{ElementId, Role};
use crate::export::drawing::draw::{Area, Dash, Path, Pen};
use crate::export::drawing::fonts::Face;
use crate::export::drawing::text::{BODY, Piece, Style, is_blank, wrap};
use crate::export::drawing::theme;
use crate::report::{Block, Cover};

impl Composer<'_> {
    /// The cover: the head of a page. What follows stands below it, until a new page is asked for.
    pub fn cover(&mut self, cover: &Cover) -> Result<(), PdfError> {
        const BAND: f32 = 206.0;
        const MEASURE: f32 = 440.0;
        self.flow.begin_cover(BAND + 48.0, ornament(BAND));
        let long = cover.title.chars().count() > 90;
        let (size, line_height) = if long { (22.0, 28.0) } else { (31.0, 38.0) };
        let organisation = self.report.organisation.clone();
        let mut texts = vec![
            (organisation.as_str(), Style::new(Face::SemiBold, 12.0, theme::ACCENT), 17.0, 0.0),
            (cover.title.as_str(), Style::new(Face::Bold, size, theme::INK), line_height, 10.0),
            (cover.subtitle.as_str(), Style::new(Face::Regular, 14.0, theme::QUIET), 20.0, 12.0),
        ];
        texts.extend(cover.lines.iter().enumerate().map(|(place, line)| {
            (line.as_str(), Style::new(Face::Regular, 10.5, theme::INK), 17.0, if place == 0 { 34.0 } else { 2.0 })
        }));
        for (text, style, line_height, before) in texts {
            let lines = wrap(self.fonts, &[Piece { text, style, shape: None }], MEASURE)?;
            if lines.is_empty() {
                continue;
            }
            let element = self.tree.add(ElementId::DOCUMENT, Role::Paragraph);
            for (place, line) in lines.into_iter().enumerate() {
                self.flow.push(Band {
                    before: if place == 0 { before } else { 0.0 },
                    height: line_height,
                    items: line.items(element, theme::LEFT, 0.0, line_height),
                    ..Band::default()
                });
            }
        }
        Ok(())
    }

    /// The headings of level 1 with links and page numbers. Unless a heading stands above, it brings its own.
    pub fn contents(&mut self, headed: bool) -> Result<(), PdfError> {
        const LINE: f32 = 15.0;
        const NUMBER: f32 = 30.0;
        const ROOM: f32 = 4.5;
        let titles: Vec<&str> = self
            .report
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Heading { level: 1, text } if !is_blank(text) => Some(text.as_str()),
                Block::Cover(_)
                | Block::Contents
                | Block::NewPage
                | Block::Heading { .. }
                | Block::Paragraph(_)
                | Block::List { .. }
                | Block::KeyFigures(_)
                | Block::Table(_)
                | Block::Figure(_) => None,
            })
            .collect();
        if titles.is_empty() {
            return Ok(());
        }
        if !headed {
            let element = self.heading_element(1);
            self.title("Contents", 1, element, None)?;
        }
        let contents = self.tree.add(ElementId::DOCUMENT, Role::Contents);
        for (heading, text) in titles.into_iter().enumerate() {
            let lines = wrap(self.fonts, &[Piece { text, style: BODY, shape: None }], theme::WIDTH - NUMBER - 20.0)?;
            let item = self.tree.add(contents, Role::ContentsItem);
            let reference = self.tree.add(item, Role::Reference);
            let link = self.tree.add(reference, Role::Link);
            self.entries.push((link, heading));
            let mut items = Vec::new();
            let mut top = ROOM;
            for line in &lines {
                items.extend(line.items(link, theme::LEFT, top, LINE));
                top += LINE;
            }
            if let Some(last) = lines.last() {
                let baseline = last.baseline(top - LINE, LINE);
                let leader =
                    [(theme::LEFT + last.width + 8.0, baseline - 1.0), (theme::RIGHT - NUMBER, baseline - 1.0)];
                let pen = Pen { colour: theme::OUTLINE, width: 0.7, dash: Dash::Dotted };
                items.push(Item::layout(Path::line(&leader, pen)));
                let number = Painted::PageNumber { heading, right: theme::RIGHT, baseline };
                items.push(Item { mark: Mark::Content(link), painted: number });
            }
            self.flow.push(Band {
                height: top + ROOM,
                items,
                anchor: Some(Anchor::Contents(self.entries.len() - 1)),
                ..Band::default()
            });
        }
        Ok(())
    }
}

/// The band at the head of the cover, with a way that climbs through it.
fn ornament(height: f32) -> Vec<Item> {
    let band = Area { x: 0.0, y: 0.0, width: theme::PAGE_WIDTH, height };
    let steps: [(f32, f32); 6] =
        [(60.0, 158.0), (168.0, 142.0), (262.0, 149.0), (356.0, 107.0), (446.0, 90.0), (530.0, 50.0)];
    let faint = theme::Colour(0x2B, 0x74, 0x90);
    let light = theme::Colour(0xA9, 0xD3, 0xE2);
    let mut paths = vec![Path::rectangle(band, theme::ACCENT)];
    for level in [50.0, 86.0, 122.0, 158.0_f32] {
        let line = [(theme::LEFT, level), (theme::RIGHT, level)];
        paths.push(Path::line(&line, Pen::solid(faint, 0.6)));
    }
    paths.push(Path::line(&steps, Pen::solid(light, 1.6)));
    for (x, y) in steps.into_iter().take(5) {
        paths.push(Path::disc(x, y, 3.4, theme::ACCENT).outlined(Pen::solid(light, 1.6)));
    }
    if let Some((x, y)) = steps.last() {
        let corners = [(*x, y - 8.5), (x + 8.5, *y), (*x, y + 8.5), (x - 8.5, *y)];
        paths.push(Path::polygon(&corners, theme::WHITE));
    }
    paths.into_iter().map(Item::layout).collect()
}
