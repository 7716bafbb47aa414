//! What the typesetter may see: the letters of the identity, the template, the files of one document, the day it is told.

use std::collections::HashMap;
use std::sync::LazyLock;

use lanterne_tiles::picture::font::Face;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

/// What does not change from a document to the next: read once.
struct House {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

/// What any template may import.
const SHARED: [(&str, &str); 3] = [
    ("style.typ", include_str!("style.typ")),
    ("table.typ", include_str!("table.typ")),
    ("sheet.typ", include_str!("sheet.typ")),
];

/// How a kind of document looks: the file it begins with, and those it may import.
pub(crate) struct Template {
    main: FileId,
    sources: HashMap<FileId, Source>,
}

impl Template {
    /// A template that begins with `main`, a name and its text. It may import `others` and what is shared: `style.typ`, `table.typ`,
    /// `sheet.typ`.
    pub(crate) fn new(main: (&str, &str), others: &[(&str, &str)]) -> Self {
        let all = SHARED.iter().chain(others).copied().chain([main]);
        let read = |(name, text): (&str, &str)| (id(name), Source::new(id(name), text.to_owned()));
        Self { main: id(main.0), sources: all.map(read).collect() }
    }
}

static HOUSE: LazyLock<House> = LazyLock::new(|| {
    let fonts: Vec<Font> = Face::ALL.into_iter().flat_map(|face| Font::iter(Bytes::new(face.data()))).collect();
    House {
        library: LazyHash::new(Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
    }
});

/// A file of the desk by its name.
fn id(name: &str) -> FileId {
    // Names are ours, of letters, digits, dots and dashes.
    let path = VirtualPath::new(name).unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// The typesetter's desk for one document.
pub(super) struct Desk<'a> {
    template: &'a Template,
    files: HashMap<FileId, Bytes>,
    today: Datetime,
}

impl<'a> Desk<'a> {
    pub(super) fn new(template: &'a Template, files: Vec<(String, Vec<u8>)>, today: Datetime) -> Self {
        let files = files.into_iter().map(|(name, bytes)| (id(&name), Bytes::new(bytes))).collect();
        Self { template, files, today }
    }
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &HOUSE.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &HOUSE.book
    }

    fn main(&self) -> FileId {
        self.template.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.template.sources.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        HOUSE.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        Some(self.today)
    }
}
