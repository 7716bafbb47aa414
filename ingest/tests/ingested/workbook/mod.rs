//! Workbooks as INSEE publishes them, inside a zip.

use std::fs::File;
use std::io::{Cursor, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;

/// Writes sheets of text, each with its name, as `member` of the archive at `path`.
pub(crate) fn write(path: &Path, member: &str, sheets: &[(&str, Vec<Vec<String>>)]) {
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let numbered = |of: &dyn Fn(usize, &str) -> String| -> String {
        (1..).zip(sheets).map(|(number, (name, _))| of(number, name)).collect()
    };
    let overrides = numbered(&|number, _| {
        format!("<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{kind}.worksheet+xml\"/>")
    });
    let listed = numbered(&|number, name| format!("<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"/>"));
    let related = numbered(&|number, _| {
        format!(
            "<Relationship Id=\"r{number}\" Type=\"{relation}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        )
    });
    let mut parts = vec![
        (
            "[Content_Types].xml".to_owned(),
            format!(
                "<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" \
                 ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override \
                 PartName=\"/xl/workbook.xml\" ContentType=\"{kind}.sheet.main+xml\"/>{overrides}</Types>"
            ),
        ),
        (
            "_rels/.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" \
                 Type=\"{relation}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!("<workbook xmlns=\"{main}\" xmlns:r=\"{relation}\"><sheets>{listed}</sheets></workbook>"),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!("<Relationships xmlns=\"{package}/relationships\">{related}</Relationships>"),
        ),
    ];
    for (number, (_, rows)) in (1..).zip(sheets) {
        let text: String = rows.iter().map(|cells| row(cells)).collect();
        parts.push((
            format!("xl/worksheets/sheet{number}.xml"),
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"{main}\"><sheetData>{text}</sheetData></worksheet>"
            ),
        ));
    }
    let mut workbook = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        workbook.start_file(name, SimpleFileOptions::default()).unwrap();
        workbook.write_all(text.as_bytes()).unwrap();
    }
    let workbook = workbook.finish().unwrap().into_inner();
    let mut archive = zip::ZipWriter::new(File::create(path).unwrap());
    archive.start_file(member, SimpleFileOptions::default()).unwrap();
    archive.write_all(&workbook).unwrap();
    archive.finish().unwrap();
}

fn row(cells: &[String]) -> String {
    let cell = |text: &String| format!("<c t=\"inlineStr\"><is><t>{}</t></is></c>", text.replace('&', "&amp;"));
    format!("<row>{}</row>", cells.iter().map(cell).collect::<String>())
}
