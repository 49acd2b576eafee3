//! Bands into pages.
//!
//! A band is as wide as the text and is never split: a line, a heading, a row of a table, a figure. Bands that are kept
//! with what follows move to the next page together.

use std::rc::Rc;

use super::item::{Artifact, Item, Mark, Page};
use crate::export::drawing::theme;

/// A strip of a page, its items placed from its own top.
#[derive(Debug, Default)]
pub struct Band {
    /// The space above, unless a page begins.
    pub before: f32,
    /// How high it is.
    pub height: f32,
    /// The space below, at least.
    pub after: f32,
    /// Whether it stands on the page of the next one.
    pub keep: bool,
    /// What stands in it.
    pub items: Vec<Item>,
    /// What stands above it where it begins a page.
    pub repeat: Option<Rc<Repeat>>,
    /// What wants to know where it came to stand.
    pub anchor: Option<Anchor>,
}

/// What is repeated at the head of a page: the head of a table.
#[derive(Debug)]
pub struct Repeat {
    /// How high it is.
    pub height: f32,
    /// What stands in it.
    pub items: Vec<Item>,
}

/// What wants to know where a band came to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// A heading.
    Heading(usize),
    /// A line of the contents.
    Contents(usize),
}

/// Where a band came to stand.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// What it is.
    pub anchor: Anchor,
    /// The page, from 0.
    pub page: usize,
    /// Its top.
    pub top: f32,
    /// Its foot.
    pub bottom: f32,
}

/// The pages so far.
#[derive(Debug, Default)]
pub struct Flow {
    /// The pages that are full.
    full: Vec<Page>,
    /// The page that is being filled, once there is one.
    page: Option<Page>,
    /// Where anchored bands came to stand.
    places: Vec<Place>,
    /// Bands that wait for what they are kept with.
    waiting: Vec<Band>,
    /// Where the next band would begin.
    y: f32,
    /// The space that the last band wants below.
    after: f32,
    /// Whether nothing stands on the page yet.
    fresh: bool,
    /// Whether the next band begins a page.
    turn: bool,
}

impl Flow {
    /// Adds a band.
    pub fn push(&mut self, band: Band) {
        let keep = band.keep;
        self.waiting.push(band);
        if !keep {
            self.settle();
        }
    }

    /// The next band begins a page.
    pub fn turn_page(&mut self) {
        self.settle();
        self.turn = true;
    }

    /// Begins the cover: a page with these ornaments, its content at this height.
    pub fn begin_cover(&mut self, y: f32, items: Vec<Item>) {
        self.settle();
        self.new_page();
        self.y = y;
        self.page = Some(Page { cover: true, items });
    }

    /// The pages, when all is added: at least one.
    pub fn finish(mut self) -> (Vec<Page>, Vec<Place>) {
        self.settle();
        self.full.push(self.page.unwrap_or_default());
        (self.full, self.places)
    }

    /// Places the bands that wait.
    fn settle(&mut self) {
        let bands = std::mem::take(&mut self.waiting);
        let Some(first) = bands.first() else { return };
        if self.page.is_none() || self.turn {
            self.new_page();
        } else {
            let gap = if self.fresh { 0.0 } else { self.after.max(first.before) };
            let height = stack(&bands);
            let repeated = first.repeat.as_ref().map_or(0.0, |repeat| repeat.height);
            let fits = self.y + gap + height <= theme::BOTTOM + 0.01;
            if !fits && !self.fresh && height + repeated <= theme::HEIGHT + 0.01 {
                self.new_page();
            }
        }
        for band in bands {
            self.place(band);
        }
    }

    fn place(&mut self, band: Band) {
        let mut gap = if self.fresh { 0.0 } else { self.after.max(band.before) };
        if !self.fresh && self.y + gap + band.height > theme::BOTTOM + 0.01 {
            self.new_page();
            gap = 0.0;
        }
        if self.fresh
            && let Some(repeat) = &band.repeat
        {
            let y = self.y;
            for item in &repeat.items {
                let mut item = item.clone();
                item.shift(0.0, y);
                item.mark = Mark::Artifact(Artifact::Repeated);
                self.paint(item);
            }
            self.y += repeat.height;
        }
        let top = self.y + gap;
        let bottom = top + band.height;
        if let Some(anchor) = band.anchor {
            self.places.push(Place { anchor, page: self.full.len(), top, bottom });
        }
        for mut item in band.items {
            item.shift(0.0, top);
            self.paint(item);
        }
        self.y = bottom;
        self.after = band.after;
        self.fresh = false;
    }

    fn new_page(&mut self) {
        self.full.extend(self.page.replace(Page::default()));
        self.y = theme::TOP;
        self.fresh = true;
        self.turn = false;
        self.after = 0.0;
    }

    fn paint(&mut self, item: Item) {
        if let Some(page) = &mut self.page {
            page.items.push(item);
        }
    }
}

/// How high bands are together, without the space above the first.
fn stack(bands: &[Band]) -> f32 {
    let gaps: f32 = bands.iter().zip(bands.iter().skip(1)).map(|(band, next)| band.after.max(next.before)).sum();
    gaps + bands.iter().map(|band| band.height).sum::<f32>()
}
