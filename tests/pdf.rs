//! The board pack as a PDF: whole, tagged, legible, the same every time.

#[path = "pdf/reports.rs"]
mod reports;

use std::io::Write as _;
use std::path::PathBuf;

use waymark as product;
use waymark::export::pdf::{Pdf, render};
use waymark::report::Report;

/// All reports, with their names.
fn all() -> Vec<(&'static str, Report)> {
    vec![("empty", reports::empty()), ("board", reports::board()), ("big", reports::big(300))]
}

/// Puts a file where tools can read it.
fn kept(name: &str, pdf: &Pdf) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.pdf"));
    let mut file = std::fs::File::options().create(true).truncate(true).write(true).open(&path).unwrap();
    file.write_all(&pdf.bytes).unwrap();
    path
}

#[test]
fn look() {
    for (name, report) in all() {
        let pdf = render(&report).unwrap();
        println!(
            "{} {} pages {} bytes {:?}",
            kept(name, &pdf).display(),
            pdf.pages,
            pdf.bytes.len(),
            pdf.replaced.len()
        );
        let options = page_validation::ValidationOptions::default().profile(page_validation::ValidationProfile::PdfUa1);
        let checked = page_validation::validate_pdf_bytes(&pdf.bytes, &options).unwrap();
        println!("{} {:?}", checked.rules.total, checked.failures);
    }
}
