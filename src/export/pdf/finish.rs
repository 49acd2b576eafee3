//! What makes a file of pages a document: its structure, bookmarks, links and properties.

use std::fmt::Write as _;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use sha2::{Digest as _, Sha256};

use super::PdfError;
use super::layout::{Heading, Layout, Link};
use super::tags::{name, round, text};
use crate::export::drawing::theme;
use crate::report::Report;

/// The title as the file tells it: never none, since a reader shows and says it before all else.
fn title(report: &Report) -> &str {
    if report.title.trim().is_empty() { "Board pack" } else { &report.title }
}

/// Completes the file and writes it.
pub fn finish(mut file: Document, layout: &mut Layout, report: &Report) -> Result<Vec<u8>, PdfError> {
    "1.7".clone_into(&mut file.version);
    let pages: Vec<ObjectId> = file.get_pages().into_values().collect();
    let catalogue = file.trailer.get(b"Root").and_then(Object::as_reference).map_err(PdfError::File)?;
    let info = file.trailer.get(b"Info").and_then(Object::as_reference).map_err(PdfError::File)?;

    let links: Vec<ObjectId> = layout.links.iter().map(|_| file.new_object_id()).collect();
    for link in &layout.links {
        layout.tree.link(link.element);
    }
    let written = layout.tree.write(&mut file, &pages, &links);
    for ((link, id), key) in layout.links.iter().zip(&links).zip(&written.link_keys) {
        file.set_object(*id, annotation(link, &pages, *key));
    }
    share_resources(&mut file, &pages)?;
    for (place, page) in pages.iter().enumerate() {
        let own = layout.links.iter().zip(&links).filter(|(link, _)| link.page == place);
        let annotations: Vec<Object> = own.map(|(_, id)| Object::Reference(*id)).collect();
        let page = file.get_dictionary_mut(*page).map_err(PdfError::File)?;
        page.set("StructParents", Object::Integer(written.page_keys.get(place).copied().unwrap_or_default()));
        page.set("Tabs", name("S"));
        page.remove(b"TrimBox");
        page.remove(b"Annots");
        if !annotations.is_empty() {
            page.set("Annots", Object::Array(annotations));
        }
    }

    let outline = outline(&mut file, &layout.headings, &pages);
    let metadata = Stream::new(
        Dictionary::from_iter([("Type", name("Metadata")), ("Subtype", name("XML"))]),
        xmp(report).into_bytes(),
    );
    let metadata = file.add_object(metadata.with_compression(false));
    let root = file.get_dictionary_mut(catalogue).map_err(PdfError::File)?;
    root.remove(b"PageLayout");
    root.set("PageMode", name(if outline.is_some() { "UseOutlines" } else { "UseNone" }));
    if let Some(outline) = outline {
        root.set("Outlines", Object::Reference(outline));
    }
    root.set("Lang", text(report.language));
    root.set("MarkInfo", Dictionary::from_iter([("Marked", Object::Boolean(true))]));
    root.set("ViewerPreferences", Dictionary::from_iter([("DisplayDocTitle", Object::Boolean(true))]));
    root.set("StructTreeRoot", Object::Reference(written.root));
    root.set("Metadata", Object::Reference(metadata));

    let date = report.date.strftime("D:%Y%m%d000000Z").to_string();
    let properties = [
        ("Title", text(title(report))),
        ("Author", text(&report.organisation)),
        ("Creator", text("Waymark")),
        ("Producer", text("Waymark")),
        ("CreationDate", Object::string_literal(date.as_str())),
        ("ModDate", Object::string_literal(date.as_str())),
    ];
    file.set_object(info, Dictionary::from_iter(properties));
    let id = Object::String(identity(report), lopdf::StringFormat::Hexadecimal);
    file.trailer.set("ID", Object::Array(vec![id.clone(), id]));

    file.compress();
    let options = lopdf::SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(200)
        .compression_level(6)
        .build();
    let mut bytes = Vec::new();
    file.save_with_options(&mut bytes, options).map_err(|error| PdfError::File(error.into()))?;
    Ok(bytes)
}

/// Lets all pages name the same fonts and nothing else.
fn share_resources(file: &mut Document, pages: &[ObjectId]) -> Result<(), PdfError> {
    let mut shared = None;
    for page in pages {
        let own = file.get_dictionary(*page).and_then(|page| page.get(b"Resources")?.as_reference());
        let own = own.map_err(PdfError::File)?;
        if shared.is_none() {
            let resources = file.get_dictionary_mut(own).map_err(PdfError::File)?;
            let empty: Vec<ObjectId> = [b"XObject".as_slice(), b"ExtGState", b"Shading"]
                .into_iter()
                .filter_map(|key| resources.remove(key)?.as_reference().ok())
                .collect();
            for id in empty {
                file.objects.remove(&id);
            }
            shared = Some(own);
        } else {
            file.objects.remove(&own);
        }
        let page = file.get_dictionary_mut(*page).map_err(PdfError::File)?;
        page.set("Resources", Object::Reference(shared.unwrap_or(own)));
    }
    Ok(())
}

/// A link as a page holds it.
fn annotation(link: &Link, pages: &[ObjectId], key: i64) -> Dictionary {
    let area = link.area;
    let corners = [area.x, theme::PAGE_HEIGHT - area.bottom(), area.right(), theme::PAGE_HEIGHT - area.y];
    Dictionary::from_iter([
        ("Type", name("Annot")),
        ("Subtype", name("Link")),
        ("Rect", Object::Array(corners.into_iter().map(|number| Object::Real(round(number))).collect())),
        ("Border", Object::Array(vec![Object::Integer(0); 3])),
        ("F", Object::Integer(4)),
        ("Contents", text(&link.words)),
        ("Dest", destination(pages, link.target, link.top)),
        ("StructParent", Object::Integer(key)),
    ])
}

/// A place to go to, a little above a heading.
fn destination(pages: &[ObjectId], page: usize, top: f32) -> Object {
    let page = pages.get(page).map_or(Object::Null, |id| Object::Reference(*id));
    let height = Object::Real(round(theme::PAGE_HEIGHT - top + 8.0));
    Object::Array(vec![page, name("XYZ"), Object::Null, height, Object::Null])
}

/// The bookmarks: headings of level 1, with those of level 2 below them.
fn outline(file: &mut Document, headings: &[Heading], pages: &[ObjectId]) -> Option<ObjectId> {
    if headings.is_empty() {
        return None;
    }
    let root = file.new_object_id();
    let ids: Vec<ObjectId> = headings.iter().map(|_| file.new_object_id()).collect();
    // For each bookmark the one above it: the last of level 1, for those of level 2.
    let mut above = Vec::new();
    let mut main = None;
    for (heading, id) in headings.iter().zip(&ids) {
        let parent = if heading.level == 1 { None } else { main };
        above.push(parent.unwrap_or(root));
        if heading.level == 1 {
            main = Some(*id);
        }
    }
    let mut families: Vec<(ObjectId, Vec<ObjectId>)> = Vec::new();
    let mut places = std::collections::BTreeMap::new();
    for (id, parent) in ids.iter().zip(&above) {
        let family = *places.entry(*parent).or_insert_with(|| {
            families.push((*parent, Vec::new()));
            families.len() - 1
        });
        if let Some((_, family)) = families.get_mut(family) {
            family.push(*id);
        }
    }
    for ((heading, id), parent) in headings.iter().zip(&ids).zip(&above) {
        let bookmark = Dictionary::from_iter([
            ("Title", text(heading.text.trim())),
            ("Parent", Object::Reference(*parent)),
            ("Dest", destination(pages, heading.page, heading.top)),
        ]);
        file.set_object(*id, bookmark);
    }
    file.set_object(root, Dictionary::from_iter([("Type", name("Outlines"))]));
    for (parent, family) in families {
        for (one, next) in family.iter().zip(family.iter().skip(1)) {
            set(file, *one, "Next", Object::Reference(*next));
            set(file, *next, "Prev", Object::Reference(*one));
        }
        if let (Some(first), Some(last)) = (family.first(), family.last()) {
            set(file, parent, "First", Object::Reference(*first));
            set(file, parent, "Last", Object::Reference(*last));
        }
        // The bookmarks of level 1 are shown; those below them open on request.
        let count = i64::try_from(family.len()).unwrap_or(i64::MAX);
        set(file, parent, "Count", Object::Integer(if parent == root { count } else { -count }));
    }
    Some(root)
}

fn set(file: &mut Document, id: ObjectId, key: &str, value: Object) {
    if let Ok(object) = file.get_dictionary_mut(id) {
        object.set(key, value);
    }
}

/// The file's identity: the same for the same report.
fn identity(report: &Report) -> Vec<u8> {
    struct Hashing(Sha256);
    impl std::fmt::Write for Hashing {
        fn write_str(&mut self, text: &str) -> std::fmt::Result {
            self.0.update(text.as_bytes());
            Ok(())
        }
    }
    let mut hashing = Hashing(Sha256::new());
    // A hash takes whatever it is given.
    let written = write!(hashing, "{report:?}");
    debug_assert!(written.is_ok(), "a hash takes every text");
    hashing.0.finalize().iter().take(16).copied().collect()
}

/// The properties in the form that tells of accessibility.
fn xmp(report: &Report) -> String {
    let title = escaped(title(report));
    let organisation = escaped(&report.organisation);
    let language = escaped(report.language);
    let date = report.date;
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{organisation}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>Waymark</xmp:CreatorTool>
<xmp:CreateDate>{date}T00:00:00Z</xmp:CreateDate>
<xmp:ModifyDate>{date}T00:00:00Z</xmp:ModifyDate>
<pdf:Producer>Waymark</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"#,
        bom = '\u{feff}'
    )
}

/// A text as XML holds it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\n' | '\t' => escaped.push(' '),
            other if other.is_control() || matches!(other, '\u{fffe}' | '\u{ffff}') => {}
            other => escaped.push(other),
        }
    }
    escaped
}
