//! Reads a PDF back: its marked texts, its structure, and whether the two belong together.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    reason = "what cannot be read fails the test, and kinds of objects that do not matter are many"
)]

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// A page's texts.
#[derive(Debug, Default)]
pub struct PageText {
    /// The texts of its marked pieces of content, by their numbers.
    pub marks: BTreeMap<i64, String>,
    /// The texts that are not read: what they are called, and what they say.
    pub artifacts: Vec<(String, String)>,
}

/// A file, read.
pub struct Extract {
    /// The file.
    pub file: Document,
    /// Its pages.
    pub pages: Vec<(ObjectId, PageText)>,
}

/// What stands around a text.
enum Around {
    Mark(i64),
    Artifact,
    Actual,
    Other,
}

impl Extract {
    pub fn read(bytes: &[u8]) -> Self {
        let file = Document::load_mem(bytes).unwrap();
        let pages = file.get_pages().into_values().map(|id| (id, page_text(&file, id))).collect();
        Self { file, pages }
    }

    /// All that is read, in the order of the structure.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for kid in self.root().get(b"K").unwrap().as_array().unwrap() {
            self.walk(kid, None, &mut text, &mut |_, _| {});
        }
        text
    }

    /// The texts of all elements of a kind.
    pub fn texts_of(&self, tag: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut text = String::new();
        for kid in self.root().get(b"K").unwrap().as_array().unwrap() {
            self.walk(kid, None, &mut text, &mut |own, text| {
                if own == tag {
                    found.push(text.to_owned());
                }
            });
        }
        found
    }

    pub fn root(&self) -> &Dictionary {
        let root = self.file.catalog().unwrap().get(b"StructTreeRoot").unwrap().as_reference().unwrap();
        self.file.get_dictionary(root).unwrap()
    }

    fn walk(&self, kid: &Object, home: Option<ObjectId>, text: &mut String, seen: &mut impl FnMut(&str, &str)) {
        match kid {
            Object::Integer(number) => self.add(home.unwrap(), *number, text),
            Object::Dictionary(marked) if marked.has(b"MCID") => {
                let page = marked.get(b"Pg").unwrap().as_reference().unwrap();
                self.add(page, marked.get(b"MCID").unwrap().as_i64().unwrap(), text);
            }
            Object::Reference(id) => {
                let element = self.file.get_dictionary(*id).unwrap();
                let home = element.get(b"Pg").and_then(Object::as_reference).ok();
                let start = text.len();
                for kid in kids(element) {
                    self.walk(kid, home, text, seen);
                }
                let tag = String::from_utf8_lossy(element.get(b"S").unwrap().as_name().unwrap()).into_owned();
                seen(&tag, &text[start..]);
            }
            _ => {}
        }
    }

    fn add(&self, page: ObjectId, number: i64, text: &mut String) {
        let (_, page) = self.pages.iter().find(|(id, _)| *id == page).unwrap();
        text.push_str(&page.marks[&number]);
    }
}

pub fn kids(element: &Dictionary) -> &[Object] {
    element.get(b"K").and_then(Object::as_array).map_or(&[], Vec::as_slice)
}

fn page_text(file: &Document, page: ObjectId) -> PageText {
    let fonts: BTreeMap<Vec<u8>, BTreeMap<u16, String>> =
        file.get_page_fonts(page).unwrap().into_iter().map(|(name, font)| (name, meanings(file, font))).collect();
    let content = lopdf::content::Content::decode(&file.get_page_content(page)).unwrap();
    let mut read = PageText::default();
    let mut around: Vec<Around> = Vec::new();
    let mut font = None;
    for operation in &content.operations {
        match operation.operator.as_str() {
            "BDC" => {
                let tag = operation.operands[0].as_name().unwrap();
                let properties = operation.operands[1].as_dict().unwrap();
                if let Ok(number) = properties.get(b"MCID") {
                    let number = number.as_i64().unwrap();
                    assert!(read.marks.insert(number, String::new()).is_none(), "{number} marks twice");
                    around.push(Around::Mark(number));
                } else if tag == b"Artifact" {
                    let key = if properties.has(b"Subtype") { b"Subtype".as_slice() } else { b"Type" };
                    let kind = String::from_utf8_lossy(properties.get(key).unwrap().as_name().unwrap()).into_owned();
                    read.artifacts.push((kind, String::new()));
                    around.push(Around::Artifact);
                } else if let Ok(Object::String(bytes, _)) = properties.get(b"ActualText") {
                    let units: Vec<u16> =
                        bytes[2..].chunks(2).map(|two| u16::from_be_bytes([two[0], two[1]])).collect();
                    say(&mut read, &around, &String::from_utf16(&units).unwrap());
                    around.push(Around::Actual);
                } else {
                    around.push(Around::Other);
                }
            }
            "EMC" => {
                around.pop().unwrap();
            }
            "Tf" => font = fonts.get(operation.operands[0].as_name().unwrap()),
            "TJ" => {
                for object in operation.operands[0].as_array().unwrap() {
                    let Object::String(bytes, _) = object else { continue };
                    for code in bytes.chunks(2) {
                        say(&mut read, &around, &font.unwrap()[&u16::from_be_bytes([code[0], code[1]])]);
                    }
                }
            }
            _ => {}
        }
    }
    assert!(around.is_empty(), "marks are closed");
    read
}

/// Adds a text where it belongs.
fn say(read: &mut PageText, around: &[Around], text: &str) {
    if matches!(around.last(), Some(Around::Actual)) {
        return;
    }
    match around.iter().rev().find(|one| matches!(one, Around::Mark(_) | Around::Artifact)) {
        Some(Around::Mark(number)) => read.marks.get_mut(number).unwrap().push_str(text),
        Some(Around::Artifact) => read.artifacts.last_mut().unwrap().1.push_str(text),
        _ => panic!("{text} stands in no mark"),
    }
}

/// What the glyphs of a font mean.
fn meanings(file: &Document, font: &Dictionary) -> BTreeMap<u16, String> {
    let map = file.get_object(font.get(b"ToUnicode").unwrap().as_reference().unwrap()).unwrap();
    let map = map.as_stream().unwrap();
    let map = map.decompressed_content().unwrap_or_else(|_| map.content.clone());
    let map = String::from_utf8(map).unwrap();
    assert!(!map.contains("beginbfrange"), "ranges are not read here");
    let hex = |text: &str| -> Vec<u16> {
        let text = text.trim_start_matches('<').trim_end_matches('>');
        (0..text.len()).step_by(4).map(|at| u16::from_str_radix(&text[at..at + 4], 16).unwrap()).collect()
    };
    let mut meanings = BTreeMap::new();
    for block in map.split("beginbfchar").skip(1) {
        for line in block.split("endbfchar").next().unwrap().lines().filter(|line| !line.trim().is_empty()) {
            let (code, text) = line.trim().split_once(' ').unwrap();
            meanings.insert(hex(code)[0], String::from_utf16(&hex(text)).unwrap());
        }
    }
    meanings
}

/// What is wrong between the structure, the content it speaks of and the tree that leads from the content back to it.
pub fn faults(file: &Document) -> Vec<String> {
    let mut faults = Vec::new();
    let root = file.catalog().unwrap().get(b"StructTreeRoot").unwrap().as_reference().unwrap();
    let root = file.get_dictionary(root).unwrap();
    let tree = file.get_dictionary(root.get(b"ParentTree").unwrap().as_reference().unwrap()).unwrap();
    let mut parents = BTreeMap::new();
    for pair in tree.get(b"Nums").unwrap().as_array().unwrap().chunks(2) {
        parents.insert(pair[0].as_i64().unwrap(), &pair[1]);
    }
    let mut claims = 0;
    for (place, page) in file.get_pages().into_values().enumerate() {
        let dictionary = file.get_dictionary(page).unwrap();
        let key = dictionary.get(b"StructParents").and_then(Object::as_i64).unwrap_or(-1);
        let elements = parents.get(&key).and_then(|object| object.as_array().ok()).cloned().unwrap_or_default();
        let marks = page_text(file, page).marks;
        if marks.len() != elements.len() {
            faults.push(format!("page {place}: {} marks, {} parents", marks.len(), elements.len()));
        }
        for number in marks.keys() {
            let element = usize::try_from(*number).ok().and_then(|number| elements.get(number));
            let held = element.and_then(|element| element.as_reference().ok()).is_some_and(|element| {
                let element = file.get_dictionary(element).unwrap();
                holds(element, page, *number)
            });
            if !held {
                faults.push(format!("page {place}: no parent holds mark {number}"));
            }
            claims += 1;
        }
        for link in dictionary.get(b"Annots").and_then(Object::as_array).map_or(&[][..], Vec::as_slice) {
            let link = link.as_reference().unwrap();
            let key = file.get_dictionary(link).unwrap().get(b"StructParent").and_then(Object::as_i64).unwrap_or(-1);
            let element = parents.get(&key).and_then(|object| object.as_reference().ok());
            if !element.is_some_and(|element| points_to(file.get_dictionary(element).unwrap(), link)) {
                faults.push(format!("page {place}: no element points to link {link:?}"));
            }
        }
    }
    // And the other way round: no element holds a mark that no page has.
    let held: usize = file
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|element| element.has(b"S") && element.has(b"P"))
        .flat_map(kids)
        .filter(|kid| matches!(kid, Object::Integer(_)) || kid.as_dict().is_ok_and(|kid| kid.has(b"MCID")))
        .count();
    if held != claims {
        faults.push(format!("{held} marks are held, {claims} are there"));
    }
    faults
}

fn holds(element: &Dictionary, page: ObjectId, number: i64) -> bool {
    let home = element.get(b"Pg").and_then(Object::as_reference).ok();
    kids(element).iter().any(|kid| match kid {
        Object::Integer(own) => *own == number && home == Some(page),
        Object::Dictionary(marked) => {
            marked.get(b"MCID").and_then(Object::as_i64).ok() == Some(number)
                && marked.get(b"Pg").and_then(Object::as_reference).ok() == Some(page)
        }
        _ => false,
    })
}

fn points_to(element: &Dictionary, link: ObjectId) -> bool {
    kids(element).iter().filter_map(|kid| kid.as_dict().ok()).any(|kid| {
        kid.get(b"Obj").and_then(Object::as_reference).ok() == Some(link)
            && kid.get(b"Type").and_then(Object::as_name).ok() == Some(b"OBJR")
    })
}
