//! Which column of a sheet is which field.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Sheet, SheetField, plain};

/// How sure it is that a column is a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// Its header is the field's own name.
    Exact,
    /// Its header is what such a column is often called.
    Likely,
    /// The user said so.
    Chosen,
}

/// Which column is which field: each field has one column or none, and each column is one field or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matching<F> {
    columns: BTreeMap<F, (usize, Sure)>,
}

impl<F> Default for Matching<F> {
    fn default() -> Self {
        Self { columns: BTreeMap::new() }
    }
}

impl<F: SheetField> Matching<F> {
    /// What the headers of a sheet say. Of two columns for one field the surer one is proposed, then the first.
    pub fn propose(sheet: &Sheet) -> Self {
        let mut candidates: Vec<_> = sheet
            .header
            .iter()
            .enumerate()
            .flat_map(|(column, header)| {
                let header = plain(header);
                let like = move |field: &F| likeness(&header, *field).map(|likeness| (likeness, column, *field));
                F::FIELDS.iter().filter_map(like)
            })
            .collect();
        candidates.sort_unstable();
        let mut matching = Self::default();
        for (likeness, column, field) in candidates {
            if matching.column(field).is_none() && matching.field(column).is_none() {
                let sure = if likeness == Likeness::Own { Sure::Exact } else { Sure::Likely };
                matching.columns.insert(field, (column, sure));
            }
        }
        matching
    }

    /// The column of a field.
    pub fn column(&self, field: F) -> Option<usize> {
        self.columns.get(&field).map(|(column, _)| *column)
    }

    /// How sure it is that the field has the right column; `None` where it has none.
    pub fn sure(&self, field: F) -> Option<Sure> {
        self.columns.get(&field).map(|(_, sure)| *sure)
    }

    /// The field of a column.
    pub fn field(&self, column: usize) -> Option<F> {
        self.columns.iter().find(|(_, (one, _))| *one == column).map(|(field, _)| *field)
    }

    /// Proposes a column for a field that has none, by what stands in it.
    pub(super) fn guess(&mut self, field: F, column: Option<usize>) {
        if let Some(column) = column.filter(|column| self.column(field).is_none() && self.field(*column).is_none()) {
            self.columns.insert(field, (column, Sure::Likely));
        }
    }

    /// Sets the column of a field by hand, or takes it away. A column that was another field's is taken from that.
    pub fn choose(&mut self, field: F, column: Option<usize>) {
        self.columns.remove(&field);
        if let Some(column) = column {
            self.columns.retain(|_, (one, _)| *one != column);
            self.columns.insert(field, (column, Sure::Chosen));
        }
    }

    /// The names of the columns that hold something and are no field, nor `taken` for something else: they are not taken
    /// in.
    pub fn not_taken(&self, sheet: &Sheet, taken: &[usize]) -> Vec<String> {
        let holds = |column: usize| {
            sheet.header.get(column).is_some_and(|name| !name.trim().is_empty())
                || sheet.rows.iter().any(|row| !row.cell(column).trim().is_empty())
        };
        let left = (0..sheet.width())
            .filter(|column| self.field(*column).is_none() && !taken.contains(column) && holds(*column));
        left.map(|column| sheet.column_name(column)).collect()
    }
}

/// How like a header is to a field's names; the least is the most like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// It is the field's own name.
    Own,
    /// It is one of its other names, at this place among them.
    Other(usize),
    /// It holds one of its names among other words; the longer that is, the better.
    Holds(Reverse<usize>),
}

fn likeness<F: SheetField>(header: &str, field: F) -> Option<Likeness> {
    let own = plain(field.name());
    if header == own {
        return Some(Likeness::Own);
    }
    if let Some(place) = field.other_names().iter().position(|name| *name == header) {
        return Some(Likeness::Other(place));
    }
    let words = format!(" {header} ");
    let names = field.other_names().iter().copied().chain([own.as_str()]);
    let held = names.filter(|name| words.contains(&format!(" {name} ")));
    held.map(str::len).max().map(|length| Likeness::Holds(Reverse(length)))
}

#[cfg(test)]
mod tests {
    use super::super::PlanField;
    use super::*;

    fn proposed(header: &str) -> Vec<(PlanField, usize, Sure)> {
        let matching = Matching::propose(&Sheet::from_text(header).unwrap());
        matching.columns.into_iter().map(|(field, (column, sure))| (field, column, sure)).collect()
    }

    #[test]
    fn own_names_are_exact_whatever_their_case_and_marks() {
        for field in PlanField::ALL {
            let header = format!("x,*{}:*", field.name().to_uppercase().replace(' ', "_"));
            assert_eq!(proposed(&header), [(field, 1, Sure::Exact)], "{header}");
        }
    }

    #[test]
    fn usual_headers_are_likely() {
        use PlanField::{Due, Effort, Impact, Notes, Owner, Reason, Status, Success, Title};
        use Sure::{Exact, Likely};
        let header = "Ref;Task;Lead;Deadline (DD/MM/YYYY);RAG;Current status;Status – reason;EFFORT;Impact on staff;\
                      Success measure;Comments";
        assert_eq!(
            proposed(header),
            [
                (Title, 1, Likely),
                (Owner, 2, Likely),
                (Due, 3, Likely),
                (Status, 5, Likely),
                (Reason, 6, Likely),
                (Effort, 7, Exact),
                (Impact, 8, Likely),
                (Success, 9, Likely),
                (Notes, 10, Likely),
            ]
        );
    }

    #[test]
    fn the_surer_of_two_columns_is_proposed() {
        use PlanField::{Owner, Title};
        assert_eq!(proposed("Description,Action"), [(Title, 1, Sure::Exact)]);
        assert_eq!(proposed("Description,Title"), [(Title, 1, Sure::Likely)]);
        assert_eq!(proposed("Action,Action"), [(Title, 0, Sure::Exact)]);
        assert_eq!(proposed("Action owner,Action"), [(Title, 1, Sure::Exact), (Owner, 0, Sure::Likely)]);
    }

    #[test]
    fn the_user_has_the_last_word() {
        let sheet = Sheet::from_text("Action,Lead,Cost,,\nAsk,Priya,5,,x").unwrap();
        let mut matching = Matching::propose(&sheet);
        assert_eq!(matching.not_taken(&sheet, &[]), ["Cost", "Column 5"]);
        matching.choose(PlanField::Notes, Some(2));
        matching.choose(PlanField::Title, Some(1));
        assert_eq!(matching.column(PlanField::Title), Some(1));
        assert_eq!((matching.column(PlanField::Owner), matching.field(2)), (None, Some(PlanField::Notes)));
        assert_eq!(matching.sure(PlanField::Title), Some(Sure::Chosen));
        matching.choose(PlanField::Notes, None);
        assert_eq!(matching.not_taken(&sheet, &[]), ["Action", "Cost", "Column 5"]);
    }
}
