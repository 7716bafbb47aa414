//! What the typesetter may see: the letters of the identity, the template, the files of one profile, the day it is told.

use std::collections::HashMap;
use std::sync::LazyLock;

use lanterne_tiles::picture::font::Face;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

/// What does not change from a profile to the next: read once.
struct House {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: FileId,
    sources: HashMap<FileId, Source>,
}

const TEMPLATE: [(&str, &str); 5] = [
    ("template.typ", include_str!("template.typ")),
    ("style.typ", include_str!("style.typ")),
    ("cover.typ", include_str!("cover.typ")),
    ("blocks.typ", include_str!("blocks.typ")),
    ("table.typ", include_str!("table.typ")),
];

static HOUSE: LazyLock<House> = LazyLock::new(|| {
    let fonts: Vec<Font> = Face::ALL.into_iter().flat_map(|face| Font::iter(Bytes::new(face.data()))).collect();
    let sources = TEMPLATE.into_iter().map(|(name, text)| (id(name), Source::new(id(name), text.to_owned())));
    House {
        library: LazyHash::new(Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        main: id("template.typ"),
        sources: sources.collect(),
    }
});

/// A file of the desk by its name.
fn id(name: &str) -> FileId {
    // Names are ours, of letters, digits, dots and dashes.
    let path = VirtualPath::new(name).unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// The typesetter's desk for one profile.
pub(super) struct Desk {
    files: HashMap<FileId, Bytes>,
    today: Datetime,
}

impl Desk {
    pub(super) fn new(files: Vec<(String, Vec<u8>)>, today: Datetime) -> Self {
        Self { files: files.into_iter().map(|(name, bytes)| (id(&name), Bytes::new(bytes))).collect(), today }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &HOUSE.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &HOUSE.book
    }

    fn main(&self) -> FileId {
        HOUSE.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        HOUSE.sources.get(&id).cloned().ok_or(FileError::AccessDenied)
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
