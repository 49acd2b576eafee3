//! The names beside what a trend draws, and the numbers of its notes. Where each stands is found in `place`.

use std::sync::Arc;

use egui::{Color32, Galley, Painter, Pos2, Rect, Stroke, StrokeKind, Vec2, pos2, vec2};
use jiff::civil::Date;

use super::marks::{self, diamond, gate};
use super::place::Places;
use super::trend::{Plane, in_sight, text};
use crate::chart::Series;
use crate::content::Unit;
use crate::ui::theme::{self, size, space};

/// Half of a target's diamond.
const DIAMOND: f32 = 7.0;

/// Half of the height of the ring around the number of a note.
const NOTE: f32 = 8.5;

/// With more notes than this in sight, their numbers keep so far apart and clear of all lines.
const MANY_NOTES: usize = 12;
const APART: f32 = 44.0;

/// So few points of a line are never covered by a label; of more, one or two may be.
const FEW: usize = 40;

/// A label that stands farther than this from what it names has a line to it.
const FAR: f32 = 26.0;

/// Draws the target's mark and names everything: first what others reach, since those labels are long and bound to their
/// lines, then the newest values, the target, the band, the pace; last the numbers of the notes, which may be left out.
pub(super) fn labels(painter: &Painter, plane: &Plane<'_>) {
    let mut places = kept_clear(plane);
    let (trend, palette, frame) = (plane.trend, &plane.palette, plane.frame);
    let target = trend.target.as_ref().filter(|target| plane.sees(target.date));
    if let Some(target) = target {
        let center = plane.at((target.date, target.value));
        if let Some((low, high)) = trend.band {
            let [low, high] = [low, high].map(|value| plane.at((target.date, value)));
            places.keep(Rect::from_two_pos(low, high).expand2(vec2(DIAMOND, 2.0)));
            painter.extend(gate(low, high, palette));
        } else {
            places.keep(square(center, DIAMOND + 1.0));
            painter.add(diamond(center, DIAMOND, palette.surface, Stroke::new(1.75, palette.ink)));
        }
    }
    let mut write = Writer { painter, places: &mut places, plane };
    for level in &trend.levels {
        let y = plane.y(level.value);
        write.label(level.label.clone(), palette.quiet, None, |size| {
            let room = frame.width() - space::XS - size.x;
            let x = [0.0, 1.0, 0.5, 0.75, 0.25].map(|share| frame.left() + space::XS + share * room);
            x.into_iter().flat_map(|x| [pos2(x, y - size.y - 3.0), pos2(x, y + 3.0)]).collect()
        });
    }
    let several = trend.series.len() > 1;
    for series in &trend.series {
        if let Some(newest) = newest(plane, series) {
            let name = last_value(series, newest.1, trend.unit, several);
            let point = plane.at(newest);
            write.label(name, palette.ink, Some(point), |size| beside(point, size));
        }
    }
    if let Some(target) = target {
        let center = plane.at((target.date, target.value));
        let foot = trend.band.map_or(center.y, |(low, _)| plane.y(low));
        write.label(target.label.clone(), palette.ink, Some(center), |size| {
            let off = DIAMOND + space::XS;
            let y = [center.y - off - size.y, foot + off, foot + 2.0 * off];
            let x = [center.x + DIAMOND - size.x, center.x - size.x / 2.0];
            let beside = [center.x - off - size.x, center.x + off].map(|x| pos2(x, center.y - size.y / 2.0));
            x.into_iter().flat_map(|x| y.map(|y| pos2(x, y))).chain(beside).collect()
        });
    }
    if let Some((low, high)) = trend.band {
        // Outside the band, on the line that each names.
        for (value, up) in [(high, true), (low, false)] {
            let y = plane.y(value);
            write.label(trend.unit.figure(value), palette.quiet, None, |size| {
                let y = if up { y - size.y - 2.0 } else { y + 2.0 };
                [frame.left() + space::XS, frame.right() - size.x - space::XS].map(|x| pos2(x, y)).to_vec()
            });
        }
    }
    write.pace();
    notes(painter, &mut places, plane);
}

/// What labels keep clear of.
fn kept_clear(plane: &Plane<'_>) -> Places {
    let trend = plane.trend;
    let mut places = Places::new(plane.frame);
    let line = |list: &[(Date, f64)]| {
        in_sight(list, plane.shown, |point| point.0).iter().map(|point| plane.at(*point)).collect::<Vec<_>>()
    };
    for series in &trend.series {
        places.keep_line(&line(&series.points));
        let seen = in_sight(&series.points, plane.shown, |point| point.0);
        if seen.len() <= FEW {
            for point in seen {
                places.keep(square(plane.at(*point), 4.0));
            }
        }
        if let Some(newest) = newest(plane, series) {
            places.keep(square(plane.at(newest), 5.0));
        }
        for (x, top, foot) in marks::whiskers_of(plane, &series.ranges) {
            places.keep_line(&[pos2(x, top), pos2(x, foot)]);
        }
    }
    places.keep_line(&line(&trend.path));
    for step in marks::steps(plane) {
        places.keep(square(plane.at(step), marks::STEP + 1.0));
    }
    let across = |y: f32| [pos2(plane.frame.left(), y), pos2(plane.frame.right(), y)];
    for level in &trend.levels {
        places.keep_line(&across(plane.y(level.value)));
    }
    for value in trend.band.iter().flat_map(|(low, high)| [*low, *high]) {
        places.keep_line(&across(plane.y(value)));
    }
    if let Some(outlook) = trend.outlook {
        let ends = [outlook.low, outlook.middle, outlook.high];
        for value in ends {
            places.keep_line(&[plane.at(outlook.from), plane.at((outlook.until, value))]);
        }
    }
    places
}

/// The newest point of a line that is in sight.
fn newest(plane: &Plane<'_>, series: &Series) -> Option<(Date, f64)> {
    let seen = in_sight(&series.points, plane.shown, |point| point.0);
    seen.iter().rev().copied().find(|(day, _)| plane.sees(*day))
}

/// A value of a line, with the line's name where there are several.
fn last_value(series: &Series, value: f64, unit: Unit, several: bool) -> String {
    let value = unit.figure(value);
    if several { format!("{} {value}", series.name) } else { value }
}

fn square(center: Pos2, half: f32) -> Rect {
    Rect::from_center_size(center, vec2(half, half) * 2.0)
}

/// Where a label may stand beside a point: right of it, above, below, left of it.
fn beside(point: Pos2, size: Vec2) -> Vec<Pos2> {
    let right = point.x + space::S;
    let middle = point.x - size.x / 2.0;
    let left = point.x - space::S - size.x;
    let above = point.y - space::S - size.y;
    let below = point.y + space::S;
    vec![
        pos2(right, point.y - size.y / 2.0),
        pos2(right, above + space::XS),
        pos2(right, below - space::XS),
        pos2(middle, above),
        pos2(middle, below),
        pos2(left, above + space::XS),
        pos2(left, below - space::XS),
    ]
}

/// What writes labels into free places.
struct Writer<'a, 'b> {
    painter: &'a Painter,
    places: &'a mut Places,
    plane: &'a Plane<'b>,
}

impl Writer<'_, '_> {
    /// Finds a place for a label and draws it there, on its own ground so that grid lines do not strike it through. Far
    /// from the mark that it names, a thin line leads to it.
    fn label(&mut self, name: String, color: Color32, mark: Option<Pos2>, wishes: impl Fn(Vec2) -> Vec<Pos2>) {
        let name = self.painter.layout(name, theme::semibold(size::CAPTION), color, self.plane.frame.width());
        if let Some(rect) = self.places.find(name.size(), &wishes(name.size())) {
            if let Some(mark) = mark.filter(|mark| rect.distance_to_pos(*mark) > FAR) {
                let line = [rect.clamp(mark), mark];
                self.painter.line_segment(line, Stroke::new(1.0, self.plane.palette.border));
                self.places.keep_line(&line);
            }
            self.write(rect, name, color);
        }
    }

    fn write(&self, rect: Rect, name: Arc<Galley>, color: Color32) {
        self.painter.rect_filled(rect, 2, self.plane.palette.surface);
        self.painter.galley(rect.min, name, color);
    }

    /// Names where the pace leads, near it or not at all: its numbers stand in the table.
    fn pace(&mut self) {
        let plane = self.plane;
        let Some(outlook) = plane.trend.outlook else { return };
        let color = plane.palette.tone(plane.trend.outlook_tone());
        let name = self.painter.layout_no_wrap("At this pace".to_owned(), theme::semibold(size::CAPTION), color);
        let size = name.size();
        let from = plane.at(outlook.from);
        let [top, middle, foot] =
            [outlook.high, outlook.middle, outlook.low].map(|value| plane.at((outlook.until, value)));
        // Beside the end, else along the wedge: above it, below it.
        let along = [0.55, 1.0, 0.8, 0.3].into_iter().flat_map(|share| {
            let [top, foot] = [top, foot].map(|end| from + (end - from) * share);
            let x = top.x - size.x * share;
            let above = [pos2(x, top.y.min(from.y) - size.y - 3.0), pos2(x, top.y - size.y - 3.0)];
            above.into_iter().chain([pos2(x, foot.y.max(from.y) + 3.0), pos2(x, foot.y + 3.0)])
        });
        let wishes: Vec<Pos2> =
            std::iter::once(pos2(middle.x + space::XS, middle.y - size.y / 2.0)).chain(along).collect();
        let in_sight = wishes.into_iter().filter(|corner| plane.frame.contains(*corner)).collect::<Vec<_>>();
        if let Some(rect) = self.places.find_near(size, &in_sight, false) {
            self.write(rect, name, color);
        }
    }
}

/// The numbers of the notes, above their figures or else beside them, the newest first. Where there is no room for one, the
/// table and the pointer still tell its note.
fn notes(painter: &Painter, places: &mut Places, plane: &Plane<'_>) {
    let palette = &plane.palette;
    let seen = in_sight(&plane.trend.notes, plane.shown, |note| note.date);
    let many = seen.len() > MANY_NOTES;
    let mut last = f32::INFINITY;
    for note in seen.iter().rev().filter(|note| plane.sees(note.date)) {
        let point = plane.at((note.date, note.value));
        if many && last - point.x < APART {
            continue;
        }
        let number = text(painter, note.number.to_string(), &theme::regular(size::CAPTION), palette.quiet);
        let ring = vec2((number.size().x + 9.0).max(2.0 * NOTE), 2.0 * NOTE);
        let far = NOTE + 8.0;
        // Above, beyond the ends of a whisker too, and below; never up to another line.
        let higher = if plane.trend.series.len() > 1 { 1_u8 } else { 2 };
        let higher = (0..higher).map(|level| vec2(0.0, -far - 2.0 * NOTE * f32::from(level)));
        let beside = [(-far, -far), (far, -far), (0.0, far), (-far, far), (far, far), (0.0, far + 2.0 * NOTE)];
        let off = higher.chain(beside.map(|(right, down)| vec2(right, down)));
        let wishes: Vec<Pos2> = off.map(|off| point + off - ring / 2.0).collect();
        let Some(rect) = places.find_near(ring, &wishes, many) else { continue };
        last = point.x;
        painter.rect(rect, NOTE, palette.surface, Stroke::new(1.0, palette.border), StrokeKind::Inside);
        painter.galley(rect.center() - number.size() / 2.0, number, palette.quiet);
    }
}
