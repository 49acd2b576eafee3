//! The structure of the document as readers of its tags see it.

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::export::drawing::draw::Area;
use crate::export::drawing::theme;

/// An element's place in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ElementId(usize);

impl ElementId {
    /// The document itself.
    pub const DOCUMENT: Self = Self(0);
}

/// What an element is.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    /// The whole.
    Document,
    /// A heading of level 1 to 3.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A list.
    List(Numbering),
    /// An item of a list.
    ListItem,
    /// Its number or bullet.
    Label,
    /// Its text.
    ListBody,
    /// A table of contents.
    Contents,
    /// A line of it.
    ContentsItem,
    /// What the line speaks of.
    Reference,
    /// A link.
    Link,
    /// A picture, with its words and, once placed, its area.
    Figure {
        /// What it shows, in words.
        alt: String,
        /// The page's part that it covers.
        area: Option<Area>,
    },
    /// A table, with what it holds.
    Table(String),
    /// Its head.
    TableHead,
    /// Its body.
    TableBody,
    /// A row.
    Row,
    /// The head of a column.
    ColumnHead,
    /// The head of a row.
    RowHead,
    /// A cell.
    Cell,
}

/// What stands before the items of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// Numbers.
    Decimal,
    /// Bullets.
    Disc,
    /// Nothing.
    None,
}

/// What an element holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kid {
    Element(ElementId),
    Content { page: usize, number: i64 },
    Annotation(usize),
}

#[derive(Debug)]
struct Element {
    role: Role,
    parent: Option<ElementId>,
    kids: Vec<Kid>,
}

/// All elements, and where their content stands.
#[derive(Debug)]
pub struct Tree {
    elements: Vec<Element>,
    /// For each page, the element of each marked piece of content.
    pages: Vec<Vec<ElementId>>,
    /// The element of each link.
    links: Vec<ElementId>,
}

/// The tree as objects of a file.
pub struct Written {
    /// The root, for the catalogue.
    pub root: ObjectId,
    /// What each page's `StructParents` says.
    pub page_keys: Vec<i64>,
    /// What each link's `StructParent` says.
    pub link_keys: Vec<i64>,
}

impl Tree {
    /// A tree of a document without content.
    pub fn new() -> Self {
        let document = Element { role: Role::Document, parent: None, kids: Vec::new() };
        Self { elements: vec![document], pages: Vec::new(), links: Vec::new() }
    }

    /// Adds an element at the end of another.
    pub fn add(&mut self, parent: ElementId, role: Role) -> ElementId {
        let id = ElementId(self.elements.len());
        self.elements.push(Element { role, parent: Some(parent), kids: Vec::new() });
        if let Some(element) = self.elements.get_mut(parent.0) {
            element.kids.push(Kid::Element(id));
        }
        id
    }

    /// Begins a page.
    pub fn begin_page(&mut self) {
        self.pages.push(Vec::new());
    }

    /// Notes a marked piece of content on the last page; gives its number there.
    pub fn mark(&mut self, element: ElementId) -> i64 {
        let page = self.pages.len().saturating_sub(1);
        let Some(marks) = self.pages.last_mut() else { return 0 };
        let number = i64::try_from(marks.len()).unwrap_or(i64::MAX);
        marks.push(element);
        if let Some(element) = self.elements.get_mut(element.0) {
            element.kids.push(Kid::Content { page, number });
        }
        number
    }

    /// Widens the area of a picture.
    pub fn cover(&mut self, element: ElementId, more: Area) {
        if let Some(Element { role: Role::Figure { area, .. }, .. }) = self.elements.get_mut(element.0) {
            *area = Some(area.map_or(more, |area| area.union(more)));
        }
    }

    /// Notes a link. Its place in the list of links is the order of these calls.
    pub fn link(&mut self, element: ElementId) {
        let place = self.links.len();
        self.links.push(element);
        if let Some(element) = self.elements.get_mut(element.0) {
            element.kids.push(Kid::Annotation(place));
        }
    }

    /// The name that the content of an element is marked with.
    pub fn tag(&self, element: ElementId) -> &'static str {
        self.elements.get(element.0).map_or("P", |element| element.role.tag())
    }

    /// Writes the tree. The links' objects are given in the order in which they were noted.
    pub fn write(&self, file: &mut Document, pages: &[ObjectId], links: &[ObjectId]) -> Written {
        let root = file.new_object_id();
        let parents = file.new_object_id();
        let ids: Vec<ObjectId> = self.elements.iter().map(|_| file.new_object_id()).collect();
        let id = |element: ElementId| ids.get(element.0).copied().unwrap_or(root);
        for (place, element) in self.elements.iter().enumerate() {
            let parent = element.parent.map_or(root, id);
            let object = element.write(parent, id, pages, links);
            file.set_object(id(ElementId(place)), object);
        }

        let mut numbers = Vec::new();
        let mut page_keys = Vec::new();
        let mut link_keys = Vec::new();
        let mut key = 0;
        for marks in &self.pages {
            let elements = marks.iter().map(|element| Object::Reference(id(*element))).collect();
            numbers.extend([Object::Integer(key), Object::Array(elements)]);
            page_keys.push(key);
            key += 1;
        }
        for element in &self.links {
            numbers.extend([Object::Integer(key), Object::Reference(id(*element))]);
            link_keys.push(key);
            key += 1;
        }
        file.set_object(parents, Dictionary::from_iter([("Nums", Object::Array(numbers))]));
        file.set_object(
            root,
            Dictionary::from_iter([
                ("Type", name("StructTreeRoot")),
                ("K", Object::Array(vec![Object::Reference(id(ElementId::DOCUMENT))])),
                ("ParentTree", Object::Reference(parents)),
                ("ParentTreeNextKey", Object::Integer(key)),
            ]),
        );
        Written { root, page_keys, link_keys }
    }
}

impl Element {
    fn write(
        &self,
        parent: ObjectId,
        id: impl Fn(ElementId) -> ObjectId,
        pages: &[ObjectId],
        links: &[ObjectId],
    ) -> Dictionary {
        let mut object = Dictionary::from_iter([("S", name(self.role.tag())), ("P", Object::Reference(parent))]);
        let home = self.kids.iter().find_map(|kid| match kid {
            Kid::Content { page, .. } => Some(*page),
            Kid::Element(_) | Kid::Annotation(_) => None,
        });
        let reference = |page: usize| pages.get(page).map_or(Object::Null, |id| Object::Reference(*id));
        if let Some(page) = home {
            object.set("Pg", reference(page));
        }
        let mut kids: Vec<Object> = Vec::new();
        for kid in &self.kids {
            kids.push(match *kid {
                Kid::Element(element) => Object::Reference(id(element)),
                Kid::Content { page, number } if Some(page) == home => Object::Integer(number),
                Kid::Content { page, number } => Object::Dictionary(Dictionary::from_iter([
                    ("Type", name("MCR")),
                    ("Pg", reference(page)),
                    ("MCID", Object::Integer(number)),
                ])),
                Kid::Annotation(link) => Object::Dictionary(Dictionary::from_iter([
                    ("Type", name("OBJR")),
                    ("Obj", links.get(link).map_or(Object::Null, |id| Object::Reference(*id))),
                ])),
            });
        }
        if !kids.is_empty() {
            object.set("K", Object::Array(kids));
        }
        if let Role::Figure { alt, .. } = &self.role {
            object.set("Alt", text(if alt.trim().is_empty() { "Figure" } else { alt }));
        }
        if let Some(attributes) = self.role.attributes() {
            object.set("A", Object::Dictionary(attributes));
        }
        object
    }
}

impl Role {
    fn tag(&self) -> &'static str {
        match self {
            Self::Document => "Document",
            Self::Heading(1) => "H1",
            Self::Heading(2) => "H2",
            Self::Heading(_) => "H3",
            Self::Paragraph => "P",
            Self::List(_) => "L",
            Self::ListItem => "LI",
            Self::Label => "Lbl",
            Self::ListBody => "LBody",
            Self::Contents => "TOC",
            Self::ContentsItem => "TOCI",
            Self::Reference => "Reference",
            Self::Link => "Link",
            Self::Figure { .. } => "Figure",
            Self::Table(_) => "Table",
            Self::TableHead => "THead",
            Self::TableBody => "TBody",
            Self::Row => "TR",
            Self::ColumnHead | Self::RowHead => "TH",
            Self::Cell => "TD",
        }
    }

    fn attributes(&self) -> Option<Dictionary> {
        let of =
            |owner: &str, key: &str, value: Object| Some(Dictionary::from_iter([("O", name(owner)), (key, value)]));
        match self {
            Self::List(Numbering::Decimal) => of("List", "ListNumbering", name("Decimal")),
            Self::List(Numbering::Disc) => of("List", "ListNumbering", name("Disc")),
            Self::List(Numbering::None) => of("List", "ListNumbering", name("None")),
            Self::Table(summary) if !summary.is_empty() => of("Table", "Summary", text(summary)),
            Self::ColumnHead => of("Table", "Scope", name("Column")),
            Self::RowHead => of("Table", "Scope", name("Row")),
            Self::Figure { area: Some(area), .. } => {
                let corners = [area.x, theme::PAGE_HEIGHT - area.bottom(), area.right(), theme::PAGE_HEIGHT - area.y];
                let corners = corners.into_iter().map(|number| Object::Real(round(number))).collect();
                let mut attributes = of("Layout", "BBox", Object::Array(corners))?;
                attributes.set("Placement", name("Block"));
                Some(attributes)
            }
            Self::Document
            | Self::Heading(_)
            | Self::Paragraph
            | Self::ListItem
            | Self::Label
            | Self::ListBody
            | Self::Contents
            | Self::ContentsItem
            | Self::Reference
            | Self::Link
            | Self::Figure { area: None, .. }
            | Self::Table(_)
            | Self::TableHead
            | Self::TableBody
            | Self::Row
            | Self::Cell => None,
        }
    }
}

/// A name.
pub fn name(text: &str) -> Object {
    Object::Name(text.as_bytes().to_vec())
}

/// A text for people: plain where it is plain, otherwise in UTF-16.
pub fn text(text: &str) -> Object {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Object::string_literal(text);
    }
    let bytes = [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    Object::String(bytes, lopdf::StringFormat::Hexadecimal)
}

/// A length with two decimals, which is finer than any printer.
pub fn round(number: f32) -> f32 {
    (number * 100.0).round() / 100.0
}
