//! The parts that pages are made of. Each draws itself from data and says what the user did; none knows a project.
//!
//! What always holds: whatever a person can act on has a name for those who do not see it, is at least
//! [`super::theme::TARGET`] high, and shows when it has the focus.

mod bar;
mod bullet;
mod button;
mod card;
mod chart;
mod check;
mod copying;
mod dialog;
mod entry;
mod field;
mod grid;
mod key_figures;
mod list;
mod menu;
mod pager;
mod reading;
mod shift;
mod spans;
mod spark;
mod status;
mod suggest;
mod table;
mod text;
mod walked;

pub use bar::{rating_bar, rating_counts};
pub use bullet::{BULLET_HEIGHT, BulletBar, bullet_bar, paint_band, paint_bullet, paint_diamond, paint_tick};
pub use button::{danger, focus_ring, link, link_wrapped, primary, primary_enabled, secondary, secondary_enabled};
pub use card::{card, card_sized, wash};
pub use chart::{ChartAsk, MapAsked, chart, map_chart, private_chart};
pub use check::{TICK_ROOM, check, tick_box};
pub use copying::copying;
pub use dialog::{Dialog, dialog_buttons, is_open, scrolled};
pub use entry::entry;
pub use field::{
    Field, HIDDEN, Typed, choice, date_field, error_line, has_own_undo, keep_own_undo, multiline, search, segments,
    singleline,
};
pub use grid::{GridKeys, grid, grid_cell};
pub use key_figures::key_figures;
pub use list::{ListKeys, focus_list, list, list_step, row, row_in_sight, walked_list};
pub use menu::{menu, menu_item};
pub use pager::pager;
pub use reading::reading;
pub use shift::{SIZE as SHIFT_SIZE, paint_shift, shift_color, shift_word};
pub use spans::{SpanText, bullets, spans};
pub use spark::{Spark, paint_spark};
pub use status::{paint_carried, paint_rating, rating_word, shape, shape_word};
pub use suggest::{Suggestion, is_suggesting, suggest};
pub use table::{sort_button, text_table};
pub use text::{
    body, caption, figure, heading, heading_at, key_hint, lead, measure, page_title, quiet, rich, strong, unheard,
};
pub use walked::{Asked, Row, Walk, Walked, cell_text, paint_cell};
